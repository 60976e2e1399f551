# Random small inputs, always the same: make.R DIRECTORY writes difference.csv, family-NN.csv, funnel.csv, participations.csv.
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
