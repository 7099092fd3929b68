# Everything that can be done with the project, one line each.
#   make demo    sets up, builds, and runs the example study
#   make test    sets up and runs every test

.PHONY: setup demo build test test-browser format lint length docs check check-real record \
  bench bench-rerun bench-review bench-exchange bench-report bench-agree fuzz

setup:  ## installs the system libraries that are missing
	@scripts/setup.sh

demo: setup  ## runs the example study and shows its tables
	swift build -c release --product leitmotif
	.build/release/leitmotif run Pipelines/airnd.yaml

build: setup
	swift build

test: setup  ## runs every test
	swift test --disable-xctest
	scripts/test-browser.sh

test-browser: setup  ## runs the tests of the review page in a browser
	swift build --product leitmotif
	swift build --product leitmotif-review
	scripts/test-browser.sh

format:  ## formats every source as .swift-format says
	swift format --in-place --parallel --recursive Package.swift Sources Plugins Tests

lint:
	swift format lint --strict --parallel --recursive Package.swift Sources Plugins Tests

length:  ## no source file above 400 lines
	@find Sources Plugins Tests -name '*.swift' -exec wc -l {} + | awk '$$2 != "total" && $$1 > 400 { print $$2 ": " $$1 " lines"; bad = 1 } END { exit bad }'

docs: setup  ## compares docs/ with the program
	swift test --disable-xctest --filter DocumentationTests

check: lint length test  ## everything that has to hold before a change lands

check-real: setup  ## reads the real files beside a founder's checkout
	@if [ -d ../shared/data ]; then LEITMOTIF_REAL_DATA="$(abspath ../shared/data)" swift test --disable-xctest --filter RealData; \
	else echo "check-real: ../shared/data is not there; nothing was checked"; fi

fuzz: setup  ## breaks files for every reader, FUZZ seconds of CPU each (120; five times that for XML and zip), by the address sanitizer; READERS="tei xml" for some
	LEITMOTIF_FUZZ_SECONDS=$(or $(FUZZ),120) LEITMOTIF_FUZZ_CORPUS="$(wildcard $(CORPUS))" LEITMOTIF_FUZZ_READERS="$(READERS)" \
	LSAN_OPTIONS="suppressions='$(CURDIR)/scripts/fuzz-leaks.supp'" \
	swift test --disable-xctest --sanitize address --scratch-path .build/fuzz --filter FuzzTests

record: setup  ## writes the expected files of the example study and the page of commands anew
	LEITMOTIF_RECORD=1 swift test --disable-xctest --filter "FormatTests|StudyTests|CommandsTests|FrozenStudyTests"

bench: setup  ## measures the release build, beside pyahocorasick and spaCy where python3 has them
	swift build -c release --product leitmotif
	python3 Benchmarks/bench.py
	python3 Benchmarks/agreement.py

MB ?= 100
bench-rerun: setup  ## what reruns cost, as a share of the cold run; MB=10 for a quick look
	swift build -c release --product leitmotif
	python3 Benchmarks/bench_rerun.py --mb $(MB)

bench-review: setup  ## measures the review page on a store of a million codings
	swift build -c release --product leitmotif
	swift build -c release --product leitmotif-review
	python3 Benchmarks/bench_review.py

bench-exchange: setup  ## what a project of 100,000 codings costs to bring in and to take out
	swift build -c release --product leitmotif
	python3 Benchmarks/bench_exchange.py

bench-report: setup  ## what the report of a million codings costs
	swift build -c release --product leitmotif
	python3 Benchmarks/bench_report.py

bench-agree: setup  ## measures agreement, beside krippendorff, irrCAC and pygamma-agreement where python3 has them
	swift build -c release --product leitmotif
	python3 Benchmarks/agreement.py
