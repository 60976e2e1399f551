# The bootstrap of `payback --draws 10000`: persons drawn with replacement, each price with a range triangular between
# lagst and hogst. usage: Rscript draws.R PARTICIPATIONS PRICES
# Writes aktor and the 5th, 50th and 95th percentile of vinst_manad, tab-separated.
draws <- 10000
file <- commandArgs(TRUE)
rows <- read.csv(file[1], colClasses = "character")
list <- read.csv(file[2], colClasses = "character")
rows <- rows[rows$anonym != "ja" & rows$avslutsorsak != "felregistrering", ]

# One row for each code in a list, of which a row of the data may have several.
units <- function(column) {
  cells <- strsplit(rows[[column]], "|", fixed = TRUE)
  row <- rep(seq_along(cells), lengths(cells))
  part <- unlist(cells)
  code <- sub(":.*", "", part)
  code[code == "arbete_subventionerat"] <- "arbete"
  extent <- ifelse(grepl(":", part), suppressWarnings(as.numeric(sub(".*:", "", part))), 100) / 100
  keep <- code != "ingen"
  list(row = row[keep], code = code[keep], units = extent[keep])
}

codes <- unique(list$kod)
change <- matrix(0, nrow(rows), length(codes), dimnames = list(NULL, codes))
said <- function(column) rows[[column]] != ""
measured <- said("sysselsattning_fore") == said("sysselsattning_efter") &
  said("forsorjning_fore") == said("forsorjning_efter") & (said("sysselsattning_fore") | said("forsorjning_fore"))
for (kind in c("sysselsattning", "forsorjning"))
  for (at in c("fore", "efter")) {
    u <- units(paste0(kind, "_", at))
    sums <- xtabs(units ~ factor(row, seq_len(nrow(rows))) + factor(code, codes), u)
    change <- change + (if (at == "efter") 1 else -1) * sums
  }
change[!measured, ] <- 0
person <- ifelse(rows$id == "", paste("row", seq_len(nrow(rows))), rows$id)
change <- rowsum(matrix(change, nrow(rows), dimnames = list(NULL, codes)), person)

# Lines that move as one: the transfers of a code, each real price by itself.
actors <- c("individ", "kommun", "region", "fk", "af", "stat", "arbetsgivare")
list$line <- ifelse(list$typ == "transferering", paste(list$kod, "t"), paste(list$kod, "r", seq_len(nrow(list))))
lines <- unique(list$line)
number <- function(text, otherwise) ifelse(text == "", otherwise, as.numeric(text))
amount <- as.numeric(list$belopp_manad)
low <- number(list$lagst, amount)
high <- number(list$hogst, amount)
ranged <- low < high
least <- ifelse(amount < 0, high, low)
most <- ifelse(amount < 0, low, high)
part <- function(x) tapply(ifelse(ranged, x, 0), factor(list$line, lines), sum)
of <- part(amount)
low <- ifelse(of == 0, 1, part(least) / of)
high <- ifelse(of == 0, 1, part(most) / of)
prices <- matrix(0, length(lines), length(actors), dimnames = list(lines, actors))
prices[cbind(match(list$line, lines), match(list$aktor, actors))] <- amount
per_line <- match(list$kod[match(lines, list$line)], codes)

triangular <- function(low, high) {
  u <- runif(length(low))
  range <- high - low
  ifelse(u * range < 1 - low, low + sqrt(u * range * (1 - low)), high - sqrt((1 - u) * range * (high - 1)))
}

set.seed(1)
n <- nrow(change)
gains <- matrix(0, draws, length(actors))
for (i in seq_len(draws)) {
  drawn <- tabulate(sample.int(n, n, TRUE), n) %*% change
  gains[i, ] <- (drawn[per_line] * triangular(low, high)) %*% prices
}
gains <- cbind(gains, rowSums(gains))
percentiles <- apply(gains, 2, quantile, c(.05, .5, .95), type = 1)
write.table(t(percentiles), row.names = c(actors, "samhalle"), col.names = FALSE, quote = FALSE, sep = "\t")
