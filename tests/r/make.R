# Random small inputs, always the same: make.R DIRECTORY writes difference.csv, family-NN.csv, funnel.csv, participations.csv,
# means.csv, effect.csv, months.csv, and stays.csv, covered.csv and payments.csv.
set.seed(20190630, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")
setwd(commandArgs(trailingOnly = TRUE)[1])
inputs <- 1000

# So many of a base, none and all among them.
counts <- function(bases) {
  edge <- runif(length(bases))
  ifelse(edge < 0.05, 0, ifelse(edge < 0.1, bases, rbinom(length(bases), bases, runif(length(bases)))))
}
write <- function(table, name) write.table(table, name, sep = ",", row.names = FALSE, quote = FALSE)

pairs <- function(rows, largest) {
  bases <- sample(largest, 2 * rows, replace = TRUE)
  data.frame(grupp = sprintf("g%d", rep(seq_len(rows), each = 2)), kon = c("K", "M"), antal = counts(bases), bas = bases)
}
write(pairs(inputs, 60), "difference.csv")
# Holm's adjustment depends on all tests of a table.
for (family in 1:50) write(pairs(sample(20, 1), 200), sprintf("family-%02d.csv", family))

members <- sample(2:8, inputs, replace = TRUE)
bases <- sample(c(1:12, 20:150), sum(members), replace = TRUE)
write(data.frame(grupp = sprintf("g%d", rep(seq_len(inputs), members)), insats = sprintf("i%d", sequence(members)),
                 antal = rbinom(sum(members), bases, rep(runif(inputs, 0.02, 0.98), members)), bas = bases), "funnel.csv")

people <- sample(30, inputs, replace = TRUE)
write(data.frame(insats = "A", intag = sprintf("g%d", rep(seq_len(inputs), people)), start = "2019-01-01",
                 slut = "2019-12-31", sysselsattning_efter = sample(c("arbete", "studier", "ingen", "", ""), sum(people),
                 replace = TRUE)), "participations.csv")

# Two means with their spread, of the table that is read: two decimals.
means <- sample(2:40, 2 * inputs, replace = TRUE)
write(data.frame(grupp = sprintf("g%d", rep(seq_len(inputs), each = 2)), kon = c("K", "M"), antal = means,
                 medel_dagar = round(rnorm(2 * inputs, 300, 60), 2), sd_dagar = round(rexp(2 * inputs, 1 / 40) + 0.01, 2)),
      "means.csv")

# Strata of both groups, of one, of nobody.
strata <- sample(4, inputs, replace = TRUE)
cells <- sum(strata)
group <- rep(seq_len(inputs), strata)
stratum <- sequence(strata)
rows <- function(insats, people) {
  worked <- rbinom(cells, people, runif(cells))
  data.frame(insats = insats, intag = sprintf("g%d", rep(group, people)), kommun = sprintf("s%d", rep(stratum, people)),
             start = "2019-01-01", slut = "2019-12-31",
             sysselsattning_efter = ifelse(sequence(people) <= rep(worked, people), "arbete", "ingen"))
}
write(rbind(rows("A", sample(0:9, cells, replace = TRUE)), rows("B", sample(0:9, cells, replace = TRUE))), "effect.csv")

# Stays that begin and end where months do, and anywhere; leap years among them.
days <- as.Date("2015-12-25") + sample(0:1900, 2 * inputs, replace = TRUE)
ends <- sample(seq(as.Date("2016-01-01"), by = "month", length.out = 60), 2 * inputs, replace = TRUE)
ends <- ends - sample(0:3, 2 * inputs, replace = TRUE)
days <- ifelse(runif(2 * inputs) < 0.6, ends, days)
pick <- function(which) as.character(as.Date(which(days[1:inputs], days[inputs + 1:inputs]), "1970-01-01"))
write(data.frame(insats = "A", id = sprintf("p%d", 1:inputs), start = pick(pmin), slut = pick(pmax)), "months.csv")

# Who is paid what: stays, employment, payments and what is covered, all of months.
persons <- 600
month <- function(n) sprintf("%d-%02d", 2017 + n %/% 12, n %% 12 + 1)
started <- sample(8:30, persons, replace = TRUE)
ended <- ifelse(runif(persons) < 0.8, started + sample(0:14, persons, replace = TRUE), NA)
write(data.frame(insats = "A", id = sprintf("p%d", seq_len(persons)), kon = sample(c("K", "M"), persons, replace = TRUE),
                 start = paste0(month(started), "-15"), slut = ifelse(is.na(ended), "", paste0(month(ended), "-10"))),
      "stays.csv")
write(data.frame(id = sprintf("p%d", seq_len(persons)), fran = month(sample(0:12, persons, replace = TRUE)),
                 till = month(sample(30:47, persons, replace = TRUE)))[runif(persons) < 0.95, ], "covered.csv")
payer <- sample(persons + 20, 9000, replace = TRUE)
write(data.frame(id = sprintf("p%d", payer), manad = month(sample(0:47, 9000, replace = TRUE)),
                 kod = sample(c("forsorjningsstod", "sjukpenning", "aktivitetsstod"), 9000, replace = TRUE),
                 belopp = sprintf("%d.%02d", sample(12000, 9000, replace = TRUE), sample(0:99, 9000, replace = TRUE))),
      "payments.csv")
