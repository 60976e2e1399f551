/* What can be reckoned out of a printed table: for every blanked figure that is asked about, the least and the most it
 * can be while all that is printed stays true. One program holds them all, as copies that have nothing in common. */
set FIGURES;                              /* what is not printed */
set EQUATIONS;
set TERMS within {EQUATIONS, FIGURES};
param sign{TERMS};
param rest{EQUATIONS};                    /* the sum of what is printed, other side */
param most{q in EQUATIONS}, default rest[q]; /* more than it where the sum is only known to be no less */
set ASKED within FIGURES;
param promised{ASKED};                    /* how far apart they must be */
param low{FIGURES}, default 0;
param high{FIGURES}, default 100000;
set ENDS := {-1, 1};

var x{a in ASKED, e in ENDS, f in FIGURES}, >= low[f], <= high[f];

maximize width: sum{a in ASKED, e in ENDS} e * x[a, e, a];

holds{a in ASKED, e in ENDS, q in EQUATIONS}:
  rest[q] <= sum{(q, f) in TERMS} sign[q, f] * x[a, e, f] <= most[q];

solve;

printf{a in ASKED: x[a, 1, a] - x[a, -1, a] < promised[a] - 0.001}:
  "%s can only be %g to %g\n", a, x[a, -1, a], x[a, 1, a];
printf "asked about %d\n", card(ASKED);
end;
