# quorate: every target does its own set-up on a machine with a JDK 17 or newer, Maven and make.

MVN      = mvn -B --no-transfer-progress -Dstyle.color=never
JAR      = impl/target/quorate.jar
JSA      = impl/target/quorate.jsa
QUORATE  = ./quorate
SOURCES := $(shell find . -name target -prune -o \( -name '*.java' -o -name '*.tla' -o -name '*.cfg' -o -name 'mutants.txt' -o -name 'pom.xml' \) -print)

SEEDS    = 1..20
SERVERS  = 3,5
SECONDS  = 60
SEED     = 1

.PHONY: help build check test verify models models-deep mutants-spec lab simulate validate bench-conformance bench-election bench-history format clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-17s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "  with       SEEDS=1..20 SERVERS=3,5 SECONDS=60 (check), SEED=1 SERVERS=5 (simulate),"
	@echo "             RAFT=my.Factory CP=path/to/classes SEED=1 (lab), TRACE=file (validate),"
	@echo "             MODELS=\"MCsmall MClog\" (models)"

build: $(JAR) ## what ./quorate runs

check: $(JAR) ## the main job: model-check, run, validate every step; one table
	@$(QUORATE) check --seeds $(SEEDS) --servers $(SERVERS) --seconds $(SECONDS)

test: ## all tests
	@$(MVN) test

verify: ## the larger tests, which make test leaves out
	@$(MVN) test -Dgroups=verify -DexcludedGroups=

models: $(JAR) ## model-check the specification with TLC: MODELS, or all but the deep ones
	@$(QUORATE) model $(MODELS)

models-deep: $(JAR) ## the deep ones too, which take too long for every build
	@$(QUORATE) model --deep $(MODELS)

mutants-spec: $(JAR) ## put mistakes into the specification: which model finds each?
	@$(QUORATE) mutants

lab: $(JAR) ## the lab's election tests, on our Raft or on RAFT in CP; points
	@$(QUORATE) lab --seed $(SEED) $(if $(RAFT),--raft '$(RAFT)') $(if $(CP),--class-path '$(CP)')

simulate: $(JAR) ## run one seed and validate its trace
	@$(QUORATE) simulate --seed $(SEED) --servers $(firstword $(subst $(comma), ,$(SERVERS))) --seconds $(SECONDS) --out target/sim.ndjson
	@$(QUORATE) validate target/sim.ndjson

validate: $(JAR) ## hold TRACE against its specification
	@$(QUORATE) validate $(TRACE)

bench-conformance: $(JAR) ## how fast traces are judged, next to TLC and to reading alone (some 15 minutes)
	@mkdir -p target/bench
	@java -XX:+UseSerialGC -cp impl/target/test-classes:$(JAR) dev.quorate.impl.bench.ConformanceBenchmark \
	    target/bench/conformance.json spec/RaftElection.tla quorate

bench-election: $(JAR) ## how soon a lost leader is replaced, and what an idle cluster costs (2 minutes)
	@mkdir -p target/bench
	@java -cp impl/target/test-classes:$(JAR) dev.quorate.impl.bench.ElectionBenchmark target/bench/election.json

bench-history: $(JAR) ## how fast histories are read and checked, and what a large component costs (4 minutes)
	@mkdir -p target/bench
	@java -XX:+UseSerialGC -Xmx4g -cp impl/target/test-classes:$(JAR) dev.quorate.impl.bench.HistoryBenchmark \
	    target/bench/history.json quorate

format: ## format the Java sources
	@$(MVN) -q spotless:apply

clean: ## delete what the build made
	@$(MVN) -q clean
	@rm -rf target

$(JAR): $(SOURCES)
	@echo "building (quietly; the first time Maven fetches what it needs) ..." >&2
	@mkdir -p target
	@$(MVN) -q -DskipTests package > target/build.log 2>&1 || { cat target/build.log; exit 1; }
	@touch $(JAR)
	@# Classes as the JVM has parsed them, so that ./quorate starts in half the time. A program that runs meanwhile must
	@# not see half of them, hence the other name; a JVM that cannot write them does without.
	@$(QUORATE) simulate --seconds 3 --out target/start.ndjson > target/start.log
	@JDK_JAVA_OPTIONS=-XX:ArchiveClassesAtExit=$(JSA).new $(QUORATE) validate target/start.ndjson >> target/start.log 2>&1 \
	    && mv -f $(JSA).new $(JSA) || rm -f $(JSA)

comma := ,
