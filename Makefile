# The short commands. Each may be run at any time, in a fresh clone or an old one, and does only what is missing.
SCENARIO ?= scenarios/03-murted-mixed-raid.yaml
JOBS     ?= $(shell nproc)
BUILDS   ?= g++:-O1 clang++-19:-O1 clang++-19:-O3

.PHONY: help demo test studies across bench beside-peers peers format tidy setup clean

help:
	@echo "make demo    build the command, play one raid (SCENARIO=$(SCENARIO)) and a small study of a second batch"
	@echo "make studies play the studies of studies/ into build/studies and make the tables and figures of docs/studies anew (some 20 minutes)"
	@echo "make test    build everything and run every test and check"
	@echo "make across  build the model with gcc and clang at -O1 and -O3 and compare the digests of runs and tracks (BUILDS=$(BUILDS))"
	@echo "make bench   build and run the benchmarks, then the tracker and the weapon assignment beside their peers (FILTER=regex: some benchmarks alone)"
	@echo "make peers   fetch the peers that Cupola is compared with (benchmarks/peers) into build/peers"
	@echo "make format  lay out the C++ as .clang-format asks"
	@echo "make tidy    run clang-tidy over the C++ (FILES=... for some of it)"
	@echo "make clean   remove the build folder"

setup:
	@tools/setup

demo: setup
	cmake --preset release --log-level=WARNING
	cmake --build --preset release -j $(JOBS) --target cupola
	build/release/bin/cupola run $(SCENARIO)
	@echo
	build/release/bin/cupola study studies/second-batch-demo.yaml --jobs $(JOBS) --out build/second-batch-demo.cupola-study
	@echo
	@echo "The command is build/release/bin/cupola; scenarios are in scenarios/, what everybody may know in catalogue/."

test: setup
	cmake --preset release --log-level=WARNING
	cmake --build --preset release -j $(JOBS)
	ctest --preset release -j $(JOBS)

studies: setup
	cmake --preset release --log-level=WARNING
	cmake --build --preset release -j $(JOBS) --target cupola
	tools/study_pages --jobs $(JOBS)

across: setup
	cmake --preset release --log-level=WARNING
	cmake --build --preset release -j $(JOBS) --target digests
	tests/determinism/across_builds build/release/bin/digests . build/across $(BUILDS)

bench: setup
	cmake --preset bench --log-level=WARNING
	cmake --build --preset bench -j $(JOBS) --target benchmarks
	build/bench/bin/benchmarks --benchmark_filter="$(FILTER)"
	@if [ -z "$(FILTER)" ]; then $(MAKE) --no-print-directory beside-peers; fi

# The tracker and Stone Soup on the same made sets, in one run: docs/tracking.md; then `cupola assign` and HiGHS.
beside-peers: build/peers/made
	cmake --build --preset bench -j $(JOBS) --target cupola
	python3 benchmarks/peers/shared_sets.py --cupola build/bench/bin/cupola
	build/peers/bin/python benchmarks/peers/compare.py --cupola build/bench/bin/cupola --seeds 101-102 \
	  --kind cartesian polar --also='--association bp'
	build/peers/bin/python benchmarks/peers/compare.py --cupola build/bench/bin/cupola --seeds 101-102 --targets 500 \
	  --also='--association bp'
	build/peers/bin/python benchmarks/peers/weapon_assignment.py --cupola build/bench/bin/cupola

peers: build/peers/made
	@echo "Now: build/peers/bin/python benchmarks/peers/compare.py --help"

build/peers/made: benchmarks/peers/requirements.txt
	python3 -m venv build/peers
	build/peers/bin/pip install --quiet --disable-pip-version-check -r benchmarks/peers/requirements.txt
	@touch $@

format: setup
	tools/format

tidy: setup
	cmake --preset clang --log-level=WARNING
	tools/tidy $(FILES)

clean:
	rm -rf build
