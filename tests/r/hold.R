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

cat(sprintf("r: %d passed, %d failed\n", passed, failed))
quit(status = failed > 0)
