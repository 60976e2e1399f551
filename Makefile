# utfall: build, test, install. HACKING.md explains the targets; GNU make 4.3 or later.
#
#   make                 the filters and utfall, in build/bin
#   make check           set up, build and run all tests; check-all: those that need large programs too
#   make report          the annual report of the shipped data, in build/arsrapport.html
#   make asan valgrind faults fuzz fuzz-cli lint format bench coverage published
#   make install uninstall dist deb clean
#
# Variables: BUILD CC OPT CPPFLAGS CFLAGS LDFLAGS WERROR=1 PREFIX LIBDIR DESTDIR SHORT=1 FUZZ_SECONDS FUZZ_SEED

VERSION := $(shell sed -n 's/^#define UT_VERSION "\(.*\)"$$/\1/p' include/utfall/version.h)
# What --version adds to it: the commit, unless this is no checkout or one of the release.
COMMIT := $(if $(wildcard .git),$(shell git tag --points-at HEAD 2> /dev/null | grep -qx 'v$(VERSION)' || git rev-parse --short=10 HEAD 2> /dev/null))
BUILD ?= build
PREFIX ?= /usr/local
LIBDIR ?= $(PREFIX)/lib
DESTDIR ?=
# -O3 inlines more of the row loop than -O2: a tenth fewer instructions on 5 million rows.
OPT ?= -O3 -g
FUZZ_SECONDS ?= 30
GNULIB ?= /usr/share/gnulib/lib
ifeq ($(origin CC),default)
CC := gcc
endif

# SANITIZE is what `asan`, `fuzz` and `coverage` hand to the compiler in their own build directories.
SANITIZE ?=
WARNINGS := -Wall -Wextra -Wshadow -Wconversion $(if $(filter 1,$(WERROR)),-Werror)
# No fused multiplication and addition, which only some processors have: the same doubles, and bytes, on all.
# No path of this folder, so that the same source gives the same bytes wherever it lies.
LANGUAGE := -std=gnu11 -D_GNU_SOURCE -Iinclude -Ilib -ffp-contract=off "-ffile-prefix-map=$(CURDIR)=."
# libzip is loaded when a workbook is read, under the name that it has where this is built.
LIBZIP := $(notdir $(or $(shell readlink "$$($(CC) -print-file-name=libzip.so)"),libzip.so.4))
DEFINES := -DUTFALL_PREFIX_SHARE=\"$(PREFIX)/share/utfall\" -DUTFALL_LIBZIP=\"$(LIBZIP)\"
# What makes a fault in memory end the process. Sanitizers do that themselves; _FORTIFY_SOURCE needs optimisation, and
# dpkg-buildflags may have its own.
HARDEN := -fstack-protector-strong -fstack-clash-protection $(if $(filter x86_64,$(shell uname -m)),-fcf-protection) -fPIE
FORTIFY := $(if $(findstring _FORTIFY_SOURCE,$(CPPFLAGS) $(CFLAGS)),,-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)
HARD = $(if $(SANITIZE),,$(HARDEN) $(if $(filter -O0,$(OPT)),,$(FORTIFY)))
HARD_LINK = $(if $(SANITIZE),,-pie -Wl,-z,relro,-z,now)
COMPILE = $(CC) $(LANGUAGE) $(DEFINES) $(OPT) $(HARD) $(SANITIZE) $(WARNINGS) $(CPPFLAGS) $(CFLAGS)
LIBS := -lcsv -lcjson -lsodium -lutf8proc -lzip -lz -lexpat -lglpk -lcmark-gfm-extensions -lcmark-gfm -lm
# A filter is linked to what it uses alone: each library more costs every process its start.
LINK = $(CC) $(OPT) $(HARD) $(HARD_LINK) $(SANITIZE) -Wl,--as-needed $(CFLAGS) $(LDFLAGS)

LIB_SRC := $(sort $(wildcard lib/*/*.c))
DRIVER_SRC := cmd/utfall.c
FILTER_SRC := $(filter-out $(DRIVER_SRC),$(wildcard cmd/*.c))
CMD_SRC := $(DRIVER_SRC) $(FILTER_SRC)
UNIT_SRC := $(wildcard tests/unit/*/test_*.c)
FUZZ_SRC := $(wildcard tests/fuzz/fuzz_*.c)
HEADERS := $(wildcard include/utfall/*.h)

# Every tests/NAME/run is a suite of `make check`, the unit tests first; benchmarks are not tests. The heavy ones need
# programs that nothing else does, and say so where these are missing.
HEAVY := tests/growth/run tests/r/run tests/workbook/libreoffice tests/completion/other-shells \
  tests/browser/run tests/cluster/run
SUITES := tests/unit/run $(filter-out tests/unit/run tests/bench/run $(HEAVY),$(wildcard tests/*/run))

GETOPT := $(BUILD)/gnulib
GETOPT_OBJ := $(GETOPT)/getopt.o $(GETOPT)/getopt1.o
LIB_OBJ := $(LIB_SRC:%.c=$(BUILD)/obj/%.o) $(GETOPT_OBJ)
ARCHIVE := $(BUILD)/libutfall.a
DRIVER := $(BUILD)/bin/utfall
FILTERS := $(FILTER_SRC:cmd/%.c=$(BUILD)/bin/%)
BENCH := $(patsubst tests/bench/%.c,$(BUILD)/bench/%,$(wildcard tests/bench/*.c))
UNIT := $(UNIT_SRC:tests/unit/%.c=$(BUILD)/tests/%)
FUZZ := $(FUZZ_SRC:tests/fuzz/%.c=$(BUILD)/fuzz/%)
DEPENDS := $(patsubst %.c,$(BUILD)/obj/%.d,$(LIB_SRC) $(CMD_SRC) $(UNIT_SRC) $(FUZZ_SRC) $(wildcard tests/bench/*.c))

.DELETE_ON_ERROR:
.SUFFIXES:
.SECONDARY:
.PHONY: all check check-all tests verify asan valgrind faults fuzz fuzz-run fuzz-cli lint format bench coverage published report deb install uninstall dist clean FORCE

all: $(ARCHIVE) $(DRIVER) $(FILTERS)

# ---- compile and link

# What the objects were compiled with, and what the archive holds: a change of either rebuilds what depends on it.
$(BUILD)/flags: TEXT = $(COMPILE)
$(BUILD)/members: TEXT = $(LIB_OBJ)
$(BUILD)/commit: TEXT = $(COMMIT)
$(BUILD)/flags $(BUILD)/members $(BUILD)/commit: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' '$(TEXT)' | cmp -s - $@ || printf '%s\n' '$(TEXT)' > $@

$(BUILD)/obj/lib/cli/release.o: EXTRA = -DUTFALL_COMMIT='"$(COMMIT:%=+%)"'
$(BUILD)/obj/lib/cli/release.o: $(BUILD)/commit
$(BUILD)/obj/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(COMPILE) $(EXTRA) -MMD -MP -c -o $@ $<

$(ARCHIVE): $(LIB_OBJ) $(BUILD)/members
	@rm -f $@
	$(AR) rcsD $@ $(LIB_OBJ)

$(BUILD)/bin/%: $(BUILD)/obj/cmd/%.o $(ARCHIVE)
	@mkdir -p $(@D)
	$(LINK) -o $@ $^ $(LIBS)

$(BUILD)/tests/%: $(BUILD)/obj/tests/unit/%.o $(ARCHIVE)
	@mkdir -p $(@D)
	$(LINK) -o $@ $^ -lcmocka $(LIBS)

$(BUILD)/bench/%: $(BUILD)/obj/tests/bench/%.o $(ARCHIVE)
	@mkdir -p $(@D)
	$(LINK) -o $@ $^ $(LIBS)

$(BUILD)/fuzz/%: $(BUILD)/obj/tests/fuzz/%.o $(ARCHIVE)
	@mkdir -p $(@D)
	$(LINK) -fsanitize=fuzzer -o $@ $^ $(LIBS)

# gnulib's getopt, straight from Debian's package gnulib. Its functions and variables are named rpl_getopt_long and so
# on, which keeps them apart from libc's. Only lib/cli/cli.c uses it: that object alone gets gnulib's config.h put in front
# and this directory before the system's, so it needs no more than a plain #include <getopt.h> and the usual names
# (getopt_long, optarg, optind, opterr), which the header turns into the rpl_ ones. -isystem keeps our warnings off it.
GETOPT_FLAGS := -isystem $(GETOPT) -include $(GETOPT)/config.h
GETOPT_COPIES := getopt.c getopt1.c getopt_int.h getopt-core.h getopt-ext.h getopt-pfx-core.h getopt-pfx-ext.h

$(BUILD)/obj/lib/cli/cli.o: EXTRA = $(GETOPT_FLAGS)
$(BUILD)/obj/lib/cli/cli.o: $(GETOPT)/getopt.h
$(GETOPT_OBJ): $(GETOPT)/%.o: $(GETOPT)/getopt.h $(BUILD)/flags
	$(CC) -std=gnu11 -D_GNU_SOURCE $(OPT) $(HARD) $(SANITIZE) -w "-ffile-prefix-map=$(CURDIR)=." $(CPPFLAGS) $(CFLAGS) $(GETOPT_FLAGS) -c -o $@ $(GETOPT)/$*.c

$(GETOPT)/getopt.h: $(wildcard $(GNULIB)/getopt*)
	@test -r $(GNULIB)/getopt.c || { \
	  echo 'utfall: gnulib is missing (no $(GNULIB)/getopt.c): run scripts/deps' >&2; exit 1; }
	@mkdir -p $(@D)
	@cp $(addprefix $(GNULIB)/,$(GETOPT_COPIES)) $(@D)
	@printf '#define __GETOPT_PREFIX rpl_\n#define _GL_ARG_NONNULL(params)\n#define _GL_UNUSED\n' > $(@D)/config.h
	@printf '#define gettext(text) (text)\n' > $(@D)/gettext.h
	@sed 's/@HAVE_SYS_CDEFS_H@/1/' $(GNULIB)/getopt-cdefs.in.h > $(@D)/getopt-cdefs.h
	@sed -e 's/@GUARD_PREFIX@/UTFALL/' -e 's/@HAVE_GETOPT_H@/0/' -e '/^@PRAGMA/d' -e '/@INCLUDE_NEXT@/d' \
	  -e 's/@PRAGMA_SYSTEM_HEADER@//' $(GNULIB)/getopt.in.h > $@

# ---- tests

check:
	@scripts/deps build test
	@$(MAKE) --no-print-directory verify

check-all:
	@scripts/deps build test
	@scripts/deps heavy browser || echo 'check-all: suites whose programs are missing are skipped'
	@$(MAKE) --no-print-directory verify SUITES='$(SUITES) $(HEAVY)'

tests: all $(UNIT)

# Runs every suite, the failing ones too, and then tells, last of all what failed. SUITES=tests/golden/run runs one.
verify: tests
	@failed=; : > $(BUILD)/failed; for suite in $(SUITES); do \
	  began=$$(date +%s); \
	  BUILD='$(abspath $(BUILD))' FAILED='$(abspath $(BUILD))/failed' CC='$(CC)' SANITIZE='$(SANITIZE)' $$suite || \
	    failed="$$failed $$suite"; \
	  echo "$$suite took $$(($$(date +%s) - began)) s"; \
	done; \
	if [ -n "$$failed" ]; then echo "failed:$$failed" >&2; cat $(BUILD)/failed >&2; exit 1; fi; \
	echo 'every suite passed'

# Every allocation and system call of a command of each filter fails in turn.
faults:
	@FAULT_STEP=1 $(MAKE) --no-print-directory verify SUITES=tests/faults/run

# clang's have what fuzzing needs too: the objects are the same.
COMMA := ,
WITH_ASAN = $(MAKE) --no-print-directory BUILD=$(BUILD)-asan CC='$(CC)' OPT='-O1 -g -fno-omit-frame-pointer' \
  SANITIZE='-fsanitize=$(if $(findstring clang,$(CC)),fuzzer-no-link$(COMMA))address,undefined -fno-sanitize-recover=all'
asan:
	ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1 UBSAN_OPTIONS=print_stacktrace=1 $(WITH_ASAN) verify

# Command lines and files changed at random, until something is found or FUZZ_SECONDS are over.
fuzz-cli:
	$(WITH_ASAN) all
	@BUILD='$(abspath $(BUILD))-asan' tests/fuzz/command-lines

VALGRIND := valgrind -q --error-exitcode=99 --leak-check=full --show-leak-kinds=definite \
  --errors-for-leak-kinds=definite --suppressions=$(CURDIR)/tests/valgrind.supp
valgrind: tests
	@WRAPPER='$(VALGRIND)' $(MAKE) --no-print-directory verify \
	  SUITES='tests/unit/run tests/golden/run'

fuzz: override CC = clang
fuzz:
	$(WITH_ASAN) fuzz-run

fuzz-run: $(FUZZ_SRC:tests/fuzz/fuzz_%.c=fuzz-run-%)

# New inputs stay in the build directory; a find worth keeping is copied to tests/fuzz/corpus by hand.
fuzz-run-%: $(BUILD)/fuzz/fuzz_%
	@mkdir -p $(BUILD)/corpus/$* tests/fuzz/corpus/$*
	@cd $(BUILD) && log=fuzz-$*.log && \
	if UTFALL_SHARE='$(CURDIR)/share' fuzz/fuzz_$* -max_total_time=$(FUZZ_SECONDS) -timeout=10 -print_final_stats=1 -artifact_prefix=$*- \
	  corpus/$* '$(CURDIR)/tests/fuzz/corpus/$*' > $$log 2>&1 < /dev/null; \
	then echo "fuzz $*: $$(sed -n 's/^stat::number_of_executed_units: *//p' $$log) inputs, nothing found"; \
	else cat $$log; echo 'fuzz $*: failed; the input is in $(BUILD)' >&2; exit 1; fi

coverage:
	$(MAKE) --no-print-directory BUILD=$(BUILD)-coverage CC=gcc OPT='-O0 -g' SANITIZE=--coverage verify
	@scripts/coverage $(BUILD)-coverage

# What was published, rebuilt: what matches, what contradicts itself, what cannot be had.
published: all
	@BUILD='$(abspath $(BUILD))' scripts/published/run

# What a board gets: the annual report of the shipped data.
report: all
	@PATH='$(abspath $(BUILD))/bin':"$$PATH" UTFALL_SHARE='$(CURDIR)/share' scripts/annual-report testdata $(BUILD)/arsrapport.html
	@echo '$(BUILD)/arsrapport.html'

# What tests/bench holds in C is built into $(BUILD)/bench.
bench: all $(BENCH)
	@if [ -x tests/bench/run ]; then BUILD='$(abspath $(BUILD))' tests/bench/run; \
	else echo 'there is no tests/bench/run' >&2; exit 1; fi

# ---- source

lint: $(GETOPT)/getopt.h
	@scripts/lint $(LANGUAGE) $(DEFINES) $(WARNINGS) $(GETOPT_FLAGS)

format:
	clang-format -i $(wildcard lib/*/*.[ch] cmd/*.[ch] include/utfall/*.h tests/*/*.[ch] tests/unit/*/*.[ch])

dist:
	@mkdir -p dist
	git archive --format=tar.gz --prefix=utfall-$(VERSION)/ -o dist/utfall-$(VERSION).tar.gz HEAD

# The packages of HEAD, as Debian builds them and with its tests (DEB_BUILD_OPTIONS=nocheck: without), in build/deb.
# What they hold is looked at by scripts/deb-check.
deb:
	@scripts/deps build test deb
	@rm -rf $(BUILD)/deb
	@mkdir -p $(BUILD)/deb/utfall-$(VERSION)
	@git archive HEAD | tar -x -C $(BUILD)/deb/utfall-$(VERSION)
	@cd $(BUILD)/deb/utfall-$(VERSION) && dpkg-buildpackage -b -us -uc
	@scripts/deb-check $(BUILD)/deb

# ---- install

# In bin are utfall and a link utfall-NAME for each filter; the filters have a folder of their own, so that a script gets
# ours, whatever else is on PATH. SHORT=1 puts each filter in bin under its own name, too. A system has a progress and
# a tabulate that are not ours, so that /usr gets those of CARD alone, which are nobody else's.
NAMES := $(FILTERS:$(BUILD)/bin/%=%)
CARD := sus-import cohort outcomes budget payback
SHORT ?= $(if $(filter /usr /usr/,$(PREFIX)),0,1)
# Or `uninstall` would remove what is called as the first word.
ifneq ($(words x$(DESTDIR)$(PREFIX)x$(LIBDIR)),1)
$(error PREFIX, LIBDIR and DESTDIR can have no blanks)
endif
SHORTS := $(if $(filter 1,$(SHORT)),$(NAMES),$(CARD))
PREFIXED := $(DESTDIR)$(PREFIX)
LIBEXEC := libexec/utfall/bin
PAGES_1 := $(PREFIXED)/share/man/man1
PAGES_SV := $(PREFIXED)/share/man/sv/man1
# A shell looks for the completion of a command under its name: bash and fish in a file, zsh in the first line of one.
COMPLETED := $(NAMES:%=utfall-%) $(SHORTS)
BASH_COMPLETIONS := $(PREFIXED)/share/bash-completion/completions
ZSH_COMPLETIONS := $(PREFIXED)/share/zsh/$(if $(filter /usr /usr/,$(PREFIX)),vendor-completions,site-functions)
FISH_COMPLETIONS := $(PREFIXED)/share/fish/vendor_completions.d
# Pages refer to others by the names that those always have, whatever is called so elsewhere.
EMPTY :=
REFERRED := sed -E 's/(Xr )($(subst $(EMPTY) ,|,$(NAMES))) 1/\1utfall-\2 1/'
PUT := install -D -m 644 /dev/stdin
SHARED := $(shell find share testdata -type f ! -name ".*" 2> /dev/null)
SCRIPTS := quickstart quarterly-report requisition annual-report
CLUSTER := parallel slurm dask pieces

install: all
	install -d $(PREFIXED)/bin $(PREFIXED)/$(LIBEXEC) $(DESTDIR)$(LIBDIR)/pkgconfig $(PREFIXED)/include/utfall
	install -m 755 $(DRIVER) $(PREFIXED)/bin
	install -m 755 $(FILTERS) $(PREFIXED)/$(LIBEXEC)
	for name in $(NAMES); do ln -sf ../$(LIBEXEC)/$$name $(PREFIXED)/bin/utfall-$$name || exit; done
	for name in $(SHORTS); do ln -sf ../$(LIBEXEC)/$$name $(PREFIXED)/bin/$$name || exit; done
	install -m 644 $(ARCHIVE) $(DESTDIR)$(LIBDIR)
	install -m 644 $(HEADERS) $(PREFIXED)/include/utfall
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@LIBDIR@|$(LIBDIR)|' -e 's|@VERSION@|$(VERSION)|' utfall.pc.in | $(PUT) $(DESTDIR)$(LIBDIR)/pkgconfig/utfall.pc
	for file in $(SHARED); do install -D -m 644 $$file $(PREFIXED)/share/utfall/$${file#share/} || exit; done
	install -d $(PREFIXED)/libexec/utfall/scripts
	install -m 755 $(SCRIPTS:%=scripts/%) $(PREFIXED)/libexec/utfall/scripts
	install -m 644 scripts/steps.sh scripts/status.awk scripts/notes.awk $(PREFIXED)/libexec/utfall/scripts
	install -d $(PREFIXED)/libexec/utfall/scripts/cluster
	install -m 755 $(CLUSTER:%=scripts/cluster/%) $(PREFIXED)/libexec/utfall/scripts/cluster
	install -m 644 scripts/cluster/common.sh scripts/cluster/words.sh $(PREFIXED)/libexec/utfall/scripts/cluster
	for page in $(notdir $(wildcard man/utfall*.[1-9])); do \
	  $(REFERRED) man/$$page | $(PUT) $(PREFIXED)/share/man/man$${page##*.}/$$page || exit; done
	$(REFERRED) man/sv/utfall.7 | $(PUT) $(PREFIXED)/share/man/sv/man7/utfall.7
	for name in $(NAMES); do \
	  $(REFERRED) man/$$name.1 | $(PUT) $(PAGES_1)/utfall-$$name.1 && \
	  $(REFERRED) man/sv/$$name.1 | $(PUT) $(PAGES_SV)/utfall-$$name.1 || exit; done
	for name in $(SHORTS); do \
	  ln -sf utfall-$$name.1 $(PAGES_1)/$$name.1 && ln -sf utfall-$$name.1 $(PAGES_SV)/$$name.1 || exit; done
	sed 's/@NAMES@/$(COMPLETED)/' completion/utfall.bash | $(PUT) $(BASH_COMPLETIONS)/utfall
	sed 's/@NAMES@/$(COMPLETED)/' completion/_utfall | $(PUT) $(ZSH_COMPLETIONS)/_utfall
	sed 's/@NAMES@/$(COMPLETED)/' completion/utfall.fish | $(PUT) $(FISH_COMPLETIONS)/utfall.fish
	for name in $(COMPLETED); do \
	  ln -sf utfall $(BASH_COMPLETIONS)/$$name && ln -sf utfall.fish $(FISH_COMPLETIONS)/$$name.fish || exit; done

# What SHORT=0 would leave alone is taken only where it is ours: a link to utfall-NAME, or to the folder of the filters.
uninstall:
	for name in $(NAMES); do \
	  case $$(readlink $(PREFIXED)/bin/$$name) in */$(LIBEXEC)/*) rm -f $(PREFIXED)/bin/$$name ;; esac; \
	  for pages in $(PAGES_1) $(PAGES_SV); do \
	    case $$(readlink $$pages/$$name.1) in utfall-*) rm -f $$pages/$$name.1 ;; esac; rm -f $$pages/utfall-$$name.1; done; \
	  case $$(readlink $(BASH_COMPLETIONS)/$$name) in utfall) rm -f $(BASH_COMPLETIONS)/$$name ;; esac; \
	  case $$(readlink $(FISH_COMPLETIONS)/$$name.fish) in utfall.fish) rm -f $(FISH_COMPLETIONS)/$$name.fish ;; esac; \
	  rm -f $(BASH_COMPLETIONS)/utfall-$$name $(FISH_COMPLETIONS)/utfall-$$name.fish; \
	  rm -f $(PREFIXED)/bin/utfall-$$name; \
	done
	for page in $(notdir $(wildcard man/utfall*.[1-9])); do rm -f $(PREFIXED)/share/man/man$${page##*.}/$$page; done
	rm -f $(PREFIXED)/share/man/sv/man7/utfall.7
	rm -f $(BASH_COMPLETIONS)/utfall $(ZSH_COMPLETIONS)/_utfall $(FISH_COMPLETIONS)/utfall.fish
	rm -f $(PREFIXED)/bin/utfall $(DESTDIR)$(LIBDIR)/libutfall.a $(DESTDIR)$(LIBDIR)/pkgconfig/utfall.pc
	rm -rf $(PREFIXED)/libexec/utfall $(PREFIXED)/include/utfall $(PREFIXED)/share/utfall

clean:
	rm -rf $(BUILD) $(BUILD)-asan $(BUILD)-clang $(BUILD)-fuzz $(BUILD)-coverage dist

-include $(DEPENDS)
