# Holds outcomes --report time, cohort --returns and progress --report stages against R: package survival for the first
# and the median of the last; for the others what is written out here. A line for each comparison that fails, and the
# number of both last.
# usage: Rscript time.R BIN TESTDATA, in a directory of its own.
suppressPackageStartupMessages(library(survival))
options(warn = -1) # of prop.test about small counts, and of limits where the share is 0 or 100
arguments <- commandArgs(trailingOnly = TRUE)
bin <- arguments[1]
data <- arguments[2]
passed <- 0
failed <- 0

# run(FILTER, ARGUMENTS): the table that it writes, all of it text.
run <- function(filter, ...) {
  stopifnot(system2(file.path(bin, filter), shQuote(c(..., "-o", "out.csv"))) == 0)
  read("out.csv")
}

read <- function(file) read.csv(file, colClasses = "character", na.strings = character(0), check.names = FALSE)

# same(WHAT, GOT, EXPECTED): figures as text against numbers, every printed digit; an empty cell is no number. At a tie,
# where the last bit of a sum decides, either digit will do.
same <- function(what, got, expected) {
  digits <- nchar(sub("^[^.]*[.]?", "", got))
  value <- suppressWarnings(as.numeric(got))
  near <- abs(value - expected) <= 10^-digits * (0.5 + 1e-6)
  good <- ifelse(got == "" | is.na(expected), got == "" & is.na(expected), near)
  if (length(got) == length(expected) && all(good)) {
    passed <<- passed + 1
  } else {
    failed <<- failed + 1
    cat(what, ":", paste(got, collapse = " "), "is not", paste(expected, collapse = " "), "\n")
  }
}

# ---- outcomes --report time ----

days_of <- function(months) floor(months * 365.25 / 12 + 0.5)

# The times of those who began by the day, and how they ended: w, o or c.
times <- function(rows, as_of, is_event, employment) {
  start <- as.Date(rows$start)
  slut <- as.Date(ifelse(rows$slut == "", NA, rows$slut))
  anonymous <- if (is.null(rows$anonym)) FALSE else rows$anonym == "ja"
  mistake <- if (is.null(rows$avslutsorsak)) FALSE else rows$avslutsorsak == "felregistrering"
  here <- start <= as_of & !anonymous & !mistake
  slut[!is.na(slut) & slut > as_of] <- NA
  end <- ifelse(is.na(slut), as_of, pmax(slut, start))
  status <- ifelse(is.na(slut), "c", ifelse(is_event(rows), "w", "o"))
  if (employment) {
    day <- as.numeric(as.Date(ifelse(rows$anstallning_start == "", NA, rows$anstallning_start)))
    hit <- !is.na(day) & day <= end
    end[hit] <- pmax(day, start)[hit]
    status <- ifelse(hit, "w", ifelse(is.na(slut), "c", "o"))
  }
  data.frame(t = (end - as.numeric(start))[here], s = factor(status[here], levels = c("c", "w", "o")), rows[here, ])
}

expected <- function(d, days, confidence) {
  f <- survfit(Surv(t, s) ~ 1, data = d, conf.type = "log-log", conf.int = confidence / 100)
  at <- summary(f, times = days, extend = TRUE)
  w <- which(f$states == "w")
  half <- f$time[f$pstate[, w] >= 0.5 - 1e-12]
  share <- at$pstate[, w]
  extreme <- share < 1e-12 | share > 1 - 1e-12 # where the last bits say that it is not quite
  limit <- function(x) 100 * ifelse(extreme, NA, x[, w])
  list(risk = sapply(days, function(day) sum(d$t > day)),
       handelser = sapply(days, function(day) sum(d$t <= day & d$s == "w")),
       konkurrerande = sapply(days, function(day) sum(d$t <= day & d$s == "o")),
       censurerade = sapply(days, function(day) sum(d$t <= day & d$s == "c")),
       andel = 100 * share, ki_lag = limit(at$lower), ki_hog = limit(at$upper),
       median_manader = rep(if (length(half) > 0) min(half) * 12 / 365.25 else NA, length(days)))
}

compare <- function(what, got, d, days, confidence) {
  same(paste(what, "efter_dagar"), got$efter_dagar, days)
  figures <- expected(d, days, confidence)
  for (name in names(figures)) same(paste(what, name), got[[name]], figures[[name]])
}

# `event` NULL: employment, on its day.
hold_time <- function(file, as_of, event, is_event, by, months = c(6, 12, 18), confidence = 95) {
  d <- times(read(file), as.Date(as_of), is_event, is.null(event))
  asked <- if (is.null(event)) c("--event-date", "anstallning_start") else c("--event", event)
  common <- c("--report", "time", asked, "--as-of", as_of, "--confidence", confidence, "--decimals", 4,
              "--quiet", "all", file)
  got <- run("outcomes", common, "--by", by, "--totals", "--months", paste(months, collapse = ","))
  for (key in unique(got[[by]])) {
    of_key <- if (key == "*") d else d[d[[by]] == key, ]
    compare(paste(basename(file), by, key), got[got[[by]] == key, ], of_key, days_of(months), confidence)
  }
  all <- run("outcomes", common, "--months", "all")
  compare(paste(basename(file), "all"), all, d, sort(unique(d$t[d$s == "w"])), confidence)
}

# Many on few days, of all kinds; and few on many days.
invent <- function(file, count, spread, insatser = c("Alfa", "Beta", "Gamma")) {
  start <- as.Date("2015-01-01") + floor(runif(count, 0, spread))
  slut <- start + floor(rexp(count, 1 / spread))
  event <- ifelse(runif(count) < 0.4, "fullfoljd", "ovrigt")
  ended <- runif(count) < 0.85
  employed <- ifelse(runif(count) < 0.5, as.character(start + floor(runif(count, -0.1, 1.5) * spread)), "")
  write.csv(data.frame(insats = sample(insatser, count, TRUE), id = sample(count, count, TRUE),
                       start = start, slut = ifelse(ended, as.character(slut), ""),
                       avslutsorsak = ifelse(ended, event, ""), anstallning_start = employed), file,
            row.names = FALSE, quote = FALSE)
}

works <- function(rows) grepl("(^|[|])arbete(_subventionerat)?(:|$|[|])", rows$sysselsattning_efter)
completed <- function(rows) rows$avslutsorsak == "fullfoljd"

extract <- Sys.glob(file.path(data, "raw", "sus", "extract*.csv"))
system2(file.path(bin, "sus-import"), shQuote(c("--map", "sus", "-o", "sus.csv", extract)))
hold_time("sus.csv", "2021-06-30", "sysselsattning_efter has arbete", works, "insats")
hold_time("sus.csv", "2020-03-31", "sysselsattning_efter has arbete", works, "kon", c(1, 3, 12, 24), 90)
set.seed(1978)
invent("tied.csv", 400, 40)
invent("sparse.csv", 60, 700)
hold_time("tied.csv", "2015-02-20", "avslutsorsak = fullfoljd", completed, "insats", c(1, 2, 3))
# A thousand groups of a few.
invent("small.csv", 4000, 500, sprintf("i%d", 1:1000))
hold_time("small.csv", "2017-02-28", "avslutsorsak = fullfoljd", completed, "insats", c(6, 12, 18, 24))
hold_time("small.csv", "2017-02-28", NULL, completed, "insats", c(3, 12, 24))
hold_time("sparse.csv", "2017-06-30", "avslutsorsak = fullfoljd", completed, "insats", c(6, 12, 18, 24, 60))

# ---- cohort --returns ----

# So many months later, to the month's end where the day is lacking.
add_months <- function(date, n) {
  p <- as.POSIXlt(date)
  first <- as.Date(sprintf("%d-%02d-01", 1900 + p$year + (p$mon + n) %/% 12, (p$mon + n) %% 12 + 1))
  q <- as.POSIXlt(first)
  following <- as.Date(sprintf("%d-%02d-01", 1900 + q$year + (q$mon + 1) %/% 12, (q$mon + 1) %% 12 + 1))
  first + pmin(p$mday, as.numeric(following - first)) - 1
}

# A row for each person: the days until the return, and whether by each of the marks.
followed <- function(rows, as_of, marks, gap) {
  rows$start <- as.Date(rows$start)
  rows$slut <- as.Date(ifelse(rows$slut == "", NA, rows$slut))
  rows <- rows[rows$start <= as_of, ]
  asked <- completed(rows) & !is.na(rows$slut) & add_months(rows$slut, max(marks)) <= as_of
  exits <- rows[which(asked), ]
  exits <- exits[order(exits$slut, -as.numeric(exits$start)), ]
  exits <- exits[!duplicated(exits$id), ]
  back <- mapply(function(id, slut) {
    later <- rows$start[rows$id == id & rows$start > slut + gap]
    if (length(later) > 0) as.numeric(min(later)) else NA
  }, exits$id, exits$slut)
  within <- sapply(marks, function(m) !is.na(back) & back <= as.numeric(add_months(exits$slut, m)))
  list(exits = exits, days = back - as.numeric(exits$slut), within = matrix(within, ncol = length(marks)))
}

hold_returns <- function(file, as_of, marks, gap) {
  got <- run("cohort", "--returns", paste(marks, collapse = ","), "--from", "avslutsorsak = fullfoljd",
             "--as-of", as_of, "--gap", gap, "--by", "insats", "--totals", "--decimals", 4, "--quiet", "all", file)
  f <- followed(read(file), as.Date(as_of), marks, gap)
  for (key in unique(got$insats))
    for (i in seq_along(marks)) {
      row <- got[got$insats == key & got$efter_manader == marks[i], ]
      of_key <- key == "*" | f$exits$insats == key
      back <- f$within[, i] & of_key
      n <- sum(of_key)
      wilson <- 100 * prop.test(sum(back), n, correct = FALSE)$conf.int
      figures <- c("utgangar", "ater", "andel", "ki_lag", "ki_hog", "median_dagar")
      same(paste(file, gap, key, marks[i]), unlist(row[figures]),
           c(n, sum(back), 100 * sum(back) / n, wilson, if (any(back)) median(f$days[back]) else NA))
    }
}

invent("returns.csv", 900, 400)
hold_returns("returns.csv", "2018-12-31", c(3, 6, 12), 14)
hold_returns("returns.csv", "2017-02-28", c(1, 6), 0)
invent("returns-small.csv", 4000, 400, sprintf("i%d", 1:1000))
hold_returns("returns-small.csv", "2018-12-31", c(6, 12, 24), 14)

# ---- progress --report stages ----

# Parts of three stages, some with a result and some without, some still going on; many last equally long.
invent_parts <- function(file, count, spread) {
  start <- as.Date("2018-12-01") + floor(runif(count, 0, 200))
  slut <- start + floor(rexp(count, 1 / spread))
  ended <- runif(count) < 0.75
  result <- sample(c("fullfoljd", "fullfoljd", "avbruten", ""), count, TRUE)
  planned <- ifelse(runif(count) < 0.5, as.character(start + floor(runif(count, 0, 2 * spread))), "")
  begun <- runif(count) < 0.9
  parts <- data.frame(id = paste0("p", sample(count, count, TRUE)), insats = sample(c("Alfa", "Beta"), count, TRUE),
                      del = sample(c("ett", "två", "tre"), count, TRUE), planerad_slut = planned,
                      start = ifelse(begun, as.character(start), ""),
                      slut = ifelse(begun & ended, as.character(slut), ""),
                      resultat = ifelse(begun & ended, result, ""))
  # Nobody begins a part twice on a day.
  write.csv(parts[!duplicated(parts[c("id", "insats", "del", "start")]), ], file, row.names = FALSE, quote = FALSE)
  writeLines(c("del,ordning,minst,hogst", "ett,1,1m,2m", "två,2,,3w", "tre,3,20d,"), "stages.csv")
}

# The first day by which half have completed it.
median_days <- function(days, completed) {
  if (!any(completed)) return(NA)
  f <- survfit(Surv(days, completed) ~ 1)
  half <- f$time[f$surv <= 0.5 + 1e-12]
  if (length(half) > 0) min(half) else NA
}

# add_months of dates of which some are not known.
later <- function(dates, n) {
  dates[!is.na(dates)] <- add_months(dates[!is.na(dates)], n)
  dates
}

hold_stages <- function(file, as_of) {
  got <- run("progress", "--report", "stages", "--stages", "stages.csv", "--as-of", as_of, "--quiet", "all", file)
  day <- as.Date(as_of)
  d <- read(file)
  for (name in c("start", "slut", "planerad_slut")) d[[name]] <- as.Date(ifelse(d[[name]] == "", NA, d[[name]]))
  d$start[which(d$start > day)] <- NA
  late <- which(d$slut > day)
  d$slut[late] <- NA
  d$resultat[late] <- ""
  begun <- !is.na(d$start)
  going_on <- begun & is.na(d$slut)
  done <- begun & d$resultat == "fullfoljd"
  stage <- match(d$del, c("ett", "två", "tre"))
  # Lengths are those of the stages file; the last day of a time is the day before it is over.
  least <- list(later(d$start, 1), d$start, d$start + 20)
  most <- list(later(d$start, 2), d$start + 21, rep(as.Date("9999-12-31"), nrow(d)))
  of_stage <- function(dates) do.call(c, lapply(seq_len(nrow(d)), function(i) dates[[stage[i]]][i]))
  in_time <- done & d$slut >= of_stage(least) - 1 & d$slut <= of_stage(most) - 1
  over <- going_on & day > of_stage(most) - 1
  went_on <- sapply(seq_len(nrow(d)), function(i) begun[i] && any(d$id == d$id[i] & d$insats == d$insats[i] & begun &
                                                                 stage > stage[i] & d$start >= d$start[i]))
  delayed <- !is.na(d$planerad_slut) & d$planerad_slut < day & is.na(d$slut)
  days <- as.numeric(ifelse(is.na(d$slut), day, d$slut)) - as.numeric(d$start)
  for (row in seq_len(nrow(got))) {
    here <- d$insats == got$insats[row] & d$del == got$del[row]
    n <- function(which) sum(here & which, na.rm = TRUE)
    figures <- c(borjade = n(begun), pagaende = n(going_on), fullfoljda = n(done),
                 avbrutna = n(d$resultat == "avbruten"),
                 till_nasta = if (got$del[row] == "tre") NA else n(went_on), inom_tid = n(in_time), over_tid = n(over),
                 median_dagar = median_days(days[here & begun], done[here & begun]),
                 forsenade = if (n(!is.na(d$planerad_slut)) > 0 || n(begun) == 0) n(delayed) else NA)
    same(paste(file, as_of, got$insats[row], got$del[row]), unlist(got[row, names(figures)]), figures)
  }
}

invent_parts("long.csv", 400, 60)
hold_stages("long.csv", "2019-06-30")
hold_stages("long.csv", "2019-02-28")
for (seed in 1:12) {
  invent_parts("few.csv", 30, 12)
  hold_stages("few.csv", "2019-04-30")
}
cat(sprintf("r/time: %d passed, %d failed\n", passed, failed))
quit(status = failed > 0)
