# hold.R DIRECTORY: holds what the filters made of the inputs of make.R against R, and tells NAME: N passed, N failed.
setwd(commandArgs(trailingOnly = TRUE)[1])
passed <- failed <- 0

# Every printed digit is that of the figure, rounded to twelve significant digits and then half away from zero; where that
# is a tie, one unit of the last digit is allowed. What R has not, is empty.
hold <- function(what, printed, figure, decimals) {
  value <- suppressWarnings(as.numeric(printed))
  scaled <- signif(figure, 12) * 10^decimals
  expected <- sign(scaled) * floor(abs(scaled) + 0.5)
  tie <- abs(abs(scaled) %% 1 - 0.5) < 1e-6
  digits <- sub("^[^.]*[.]?", "", printed)
  right <- ifelse(is.na(figure), printed == "",
                  !is.na(value) & abs(value * 10^decimals - expected) < ifelse(tie, 1.5, 0.5) & nchar(digits) == decimals)
  for (i in head(which(!right), 5))
    cat(sprintf("%s, row %d: %s and not %.15g\n", what, i, printed[i], figure[i]))
  passed <<- passed + sum(right)
  failed <<- failed + sum(!right)
}
table <- function(name) read.csv(name, colClasses = "character", na.strings = character(0))
number <- function(column) as.numeric(column)
wilson <- function(x, n) if (n == 0) c(NA, NA) else suppressWarnings(prop.test(x, n, correct = FALSE)$conf.int)

hold_difference <- function(name) {
  t <- table(name)
  x <- number(t$antal); n <- number(t$bas); y <- number(t$antal_mot); m <- number(t$bas_mot)
  a <- mapply(wilson, x, n); b <- mapply(wilson, y, m); d <- x / n - y / m
  p <- mapply(function(x, n, y, m) fisher.test(matrix(c(x, n - x, y, m - y), 2))$p.value, x, n, y, m)
  hold(paste(name, "andel"), t$andel, 100 * x / n, 1)
  hold(paste(name, "differens"), t$differens, 100 * (x * m - y * n) / (n * m), 1)
  hold(paste(name, "ki_lag"), t$ki_lag, 100 * (d - sqrt((x / n - a[1, ])^2 + (b[2, ] - y / m)^2)), 1)
  hold(paste(name, "ki_hog"), t$ki_hog, 100 * (d + sqrt((a[2, ] - x / n)^2 + (y / m - b[1, ])^2)), 1)
  hold(paste(name, "kvot"), t$kvot, ifelse(y == 0, NA, x * m / (n * y)), 1)
  hold(paste(name, "p"), t$p, p, 4)
  hold(paste(name, "p_holm"), t$p_holm, p.adjust(p, "holm"), 4)
}
hold_difference("difference.out")
for (name in sprintf("family-%02d.out", 1:50)) hold_difference(name)

t <- table("funnel.out")
x <- number(t$antal); n <- number(t$bas); group <- match(t$grupp, unique(t$grupp))
whole <- rowsum(cbind(x, n), group)[group, ]
p0 <- whole[, 1] / whole[, 2]
limit <- function(q) {
  r <- qbinom(q, n, p0)
  share <- pmin(1, pmax(0, (r - (pbinom(r, n, p0) - q) / dbinom(r, n, p0)) / n))
  ifelse(p0 == 0 | p0 == 1, p0, share)
}
limits <- list(lag95 = limit(0.025), hog95 = limit(0.975), lag998 = limit(0.001), hog998 = limit(0.999))
hold("funnel medel", t$medel, 100 * p0, 1)
for (name in names(limits)) hold(paste("funnel", name), t[[name]], 100 * limits[[name]], 1)
z <- (x - n * p0) / sqrt(n * p0 * (1 - p0))
phi <- ave(z^2, group)
hold("funnel phi", t$phi, ifelse(p0 == 0 | p0 == 1, NA, phi), 1)
share <- x / n; edge <- 1e-11
place <- ifelse(share < limits$lag998 - edge, "lag998", ifelse(share < limits$lag95 - edge, "lag95",
         ifelse(share > limits$hog998 + edge, "hog998", ifelse(share > limits$hog95 + edge, "hog95", "inom"))))
passed <- passed + sum(place == t$utanfor)
failed <- failed + sum(place != t$utanfor)
for (i in head(which(place != t$utanfor), 5)) cat(sprintf("funnel utanfor, row %d: %s and not %s\n", i, t$utanfor[i], place[i]))

t <- table("bounds.out")
t <- t[t$klass != "uppgift_saknas", ]
x <- number(t$antal); n <- number(t$bas); lost <- number(t$saknas)
hold("bounds svarsandel", t$svarsandel, 100 * (n - lost) / n, 1)
hold("bounds andel_svarande", t$andel_svarande, ifelse(n == lost, NA, 100 * x / (n - lost)), 1)
hold("bounds andel_lagst", t$andel_lagst, 100 * x / n, 1)
hold("bounds andel_hogst", t$andel_hogst, 100 * (x + lost) / n, 1)
hold("bounds ki_lagst", t$ki_lagst, 100 * mapply(wilson, x, n)[1, ], 1)
hold("bounds ki_hogst", t$ki_hogst, 100 * mapply(wilson, x + lost, n)[2, ], 1)

t <- table("means.out")
u <- table("means.csv")
of <- u[u$kon == "K", ]; against <- u[u$kon == "M", ]
va <- number(of$sd_dagar)^2 / number(of$antal); vb <- number(against$sd_dagar)^2 / number(against$antal)
d <- number(of$medel_dagar) - number(against$medel_dagar)
df <- (va + vb)^2 / (va^2 / (number(of$antal) - 1) + vb^2 / (number(against$antal) - 1))
half <- qt(0.975, df) * sqrt(va + vb)
hold("means differens", t$differens, d, 4)
hold("means differens_lag", t$differens_lag, d - half, 4)
hold("means differens_hog", t$differens_hog, d + half, 4)
hold("means p", t$p, 2 * pt(-abs(d) / sqrt(va + vb), df), 4)

# Whole months by clamping the day: the most that, added to the start, are not after the day behind the last. Follow-ups
# fall due so many after it.
add_months <- function(dates, n) {
  p <- as.POSIXlt(dates)
  first <- function(months) as.Date(sprintf("%d-%02d-01", 1900 + p$year + months %/% 12, months %% 12 + 1))
  first(p$mon + n) + pmin(p$mday, as.numeric(first(p$mon + n + 1) - first(p$mon + n))) - 1
}
u <- table("months.csv")
start <- as.Date(u$start); behind <- as.Date(u$slut) + 1
hold("manader", table("months.out")$manader, rowSums(sapply(1:100, function(n) add_months(start, n) <= behind)), 0)
t <- table("due.out")
hold("due", as.character(as.numeric(as.Date(t$forfallodag))), as.numeric(add_months(as.Date(t$slut), 6)), 0)

# The formulas of rma.mh (measure = "RD") of the package metafor, and itself where it is there.
metafor <- requireNamespace("metafor", quietly = TRUE)
if (!metafor) cat("r: rma.mh itself is left out, there is no package metafor (r-cran-metafor)\n")
u <- table("effect.csv")
count <- function(rows) xtabs(~ factor(intag, unique(u$intag)) + factor(kommun, unique(u$kommun)), u[rows, ])
work <- u$sysselsattning_efter == "arbete"
n1 <- count(u$insats == "A"); n0 <- count(u$insats == "B")
x1 <- count(u$insats == "A" & work); x0 <- count(u$insats == "B" & work)
effect <- sapply(seq_len(nrow(n1)), function(i) {
  both <- n1[i, ] > 0 & n0[i, ] > 0
  alone <- sum(n1[i, n0[i, ] == 0])
  a <- x1[i, both]; b <- n1[i, both]; c <- x0[i, both]; d <- n0[i, both]; n <- b + d
  if (!any(both)) return(c(0, 0, 0, 0, alone, rep(NA, 7)))
  rd <- sum(a * (d / n) - c * (b / n)) / sum(b * (d / n))
  variance <- (rd * sum(c * (b / n)^2 - a * (d / n)^2 + (b / n) * (d / n) * (d - b) / 2) +
               sum(a * (d - c) / n + c * (b - a) / n) / 2) / sum(b * (d / n))^2
  se <- suppressWarnings(sqrt(ifelse(abs(variance) < 1e-13, NA, variance))) # nothing to tell chance by: no limits
  rd <- ifelse(abs(rd) < 1e-13, 0, rd)
  if (metafor && !is.na(se)) {
    its <- suppressWarnings(metafor::rma.mh(measure = "RD", ai = a, n1i = b, ci = c, n2i = d))
    stopifnot(abs(its$beta - rd) < 1e-12, abs(its$se - se) < 1e-9)
  }
  expected <- sum(b * c / d)
  c(sum(b), sum(a), sum(d), sum(c), alone, expected, 100 * rd, 100 * (rd - qnorm(0.975) * se),
    100 * (rd + qnorm(0.975) * se), 2 * pnorm(-abs(rd / se)),
    ifelse(sum(a) > 0, 100 * expected / sum(a), NA), 100 * sum(a) / sum(b))
})
t <- table("effect.out")
t <- t[match(unique(u$intag), t$intag), ]
decimals <- c(bas = 0, antal = 0, bas_jmf = 0, antal_jmf = 0, utan_motpart = 0, forvantat = 3, differens = 3, ki_lag = 3, ki_hog = 3,
              p = 4, dodvikt_pct = 3, andel = 3)
for (i in seq_along(decimals)) hold(paste("effect", names(decimals)[i]), t[[names(decimals)[i]]], effect[i, ], decimals[[i]])

# Standardised differences with the inverse of the mean covariance matrix.
t <- table("balance.out")
t <- t[match(unique(u$intag), t$intag), ]
balance <- sapply(seq_len(nrow(n1)), function(i) {
  if (sum(n1[i, ]) == 0 || sum(n0[i, ]) == 0) return(NA)
  here <- which(n1[i, ] + n0[i, ] > 0)[-1]
  p <- n1[i, here] / sum(n1[i, ]); q <- n0[i, here] / sum(n0[i, ])
  if (length(here) == 0) return(0)
  s <- (diag(p, length(p)) - outer(p, p) + diag(q, length(q)) - outer(q, q)) / 2
  if (abs(det(s)) < 1e-13) NA else sqrt(drop((p - q) %*% solve(s) %*% (p - q)))
})
hold("balance", t$std_differens, balance, 3)

# Payments, person by person and month by month; months from January 2017, as of the end of 2020-06.
stays <- table("stays.csv"); covered <- table("covered.csv"); payments <- table("payments.csv")
month <- function(text) 12 * (number(substr(text, 1, 4)) - 2017) + number(substr(text, 6, 7)) - 1
last <- 41; window <- 3
row <- match(stays$id, covered$id)
from <- month(covered$fran)[row]; until <- pmin(month(covered$till)[row], last)
start <- month(stays$start)
end <- ifelse(stays$slut == "" | stays$slut > "2020-06-30", Inf, month(stays$slut))
known <- outer(seq_along(row), 0:47, function(i, m) !is.na(row[i]) & m >= from[i] & m <= until[i])
place <- outer(start, 0:47, function(s, m) m - s)
slots <- list(fore = place >= -window & place < 0, under = place >= 0 & t(outer(0:47, end, "<=")),
              efter = t(outer(0:47, end, ">")) & t(outer(0:47, end + window, "<=")))
full <- list(fore = rowSums(slots$fore & known) == window, under = TRUE, efter = rowSums(slots$efter & known) == window)
paid <- function(code) {
  sums <- matrix(0, nrow(stays), 48); any <- matrix(FALSE, nrow(stays), 48)
  these <- payments[payments$id %in% stays$id & (code == "*" | payments$kod == code), ]
  for (k in seq_len(nrow(these))) {
    i <- match(these$id[k], stays$id); m <- month(these$manad[k]) + 1
    sums[i, m] <- sums[i, m] + round(100 * number(these$belopp[k])); any[i, m] <- TRUE
  }
  list(sums = sums, any = any)
}
t <- table("paid.out")
for (code in unique(t$kod)) {
  of <- paid(code)
  for (sex in c("K", "M", "*")) {
    before <- NA
    for (slot in names(slots)) {
      months <- slots[[slot]] & known & full[[slot]] & (sex == "*" | stays$kon == sex)
      amount <- sum(of$sums[months]); n <- sum(months)
      if (slot == "fore") before <- amount / n
      got <- t[t$kod == code & t$kon == sex & t$tidpunkt == slot, ]
      hold(paste("paid", code, sex, slot), unlist(got[c("personer", "mottagare", "manader")]),
           c(sum(rowSums(months) > 0), sum(rowSums(of$any & months) > 0), n), 0)
      hold(paste("paid belopp", code, sex, slot), sprintf("%.2f", number(unlist(got[c("belopp", "per_manad")]))),
           c(amount, amount / n) / 100, 2)
      hold(paste("paid change", code, sex, slot), got$forandring_pct,
           if (slot == "fore") NA else 100 * (amount / n / before - 1), 1)
    }
  }
}

cat(sprintf("r: %d passed, %d failed\n", passed, failed))
quit(status = failed > 0)
