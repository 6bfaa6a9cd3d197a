# quorate: every target does its own set-up on a machine with a JDK 17 or newer, Maven and make.

MVN      = mvn -B --no-transfer-progress -Dstyle.color=never
JAR      = impl/target/quorate.jar
JSA      = impl/target/quorate.jsa
HISTORY_JSA = impl/target/history.jsa
QUORATE  = ./quorate
SOURCES := $(shell find . -name target -prune -o \( -name '*.java' -o -name '*.tla' -o -name '*.cfg' -o -name 'mutants.txt' -o -name '*.view.json' -o -path '*/main/resources/*' -type f -o -name 'pom.xml' \) -print)

SEEDS    = 1..20
SERVERS  = 3,5
SECONDS  = 60
SEED     = 1

.PHONY: help build check test verify models models-deep mutants-spec bugs explore lab simulate validate bench-conformance bench-election bench-history bench-exploration bench-simulation figure16 report format clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-17s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "  with       SEEDS=1..20 SERVERS=3,5 SECONDS=60 (check), SEED=1 SERVERS=5 (simulate),"
	@echo "             RAFT=my.Factory CP=path/to/classes SEED=1 (lab), SEED=1 (figure16), TRACE=file (validate),"
	@echo "             MODELS=\"MCsmall MClog\" (models), BUGS=\"V1a T2\" (bugs)"

build: $(JAR) ## what ./quorate runs

check: $(JAR) ## the main job: model-check, run, validate every step; one table
	@$(QUORATE) check --seeds $(SEEDS) --servers $(SERVERS) --seconds $(SECONDS)

test: ## all tests
	@.ci/browser
	@$(MVN) test

verify: $(JAR) ## the larger tests, which make test leaves out
	@.ci/browser
	@$(MVN) test -Dgroups=verify -DexcludedGroups= -DargLine=-XX:+UseSerialGC

models: $(JAR) ## model-check the specification with TLC: MODELS, or all but the deep ones
	@$(QUORATE) model $(MODELS)

models-deep: $(JAR) ## the deep ones too, which take too long for every build
	@$(QUORATE) model --deep $(MODELS)

mutants-spec: $(JAR) ## put mistakes into the specification: which model finds each?
	@$(QUORATE) mutants

bugs: $(JAR) ## put real mistakes into our servers: which detector finds each, and how soon? (a few minutes)
	@java -XX:+UseSerialGC -cp impl/target/test-classes:$(JAR) dev.quorate.impl.bugs.BugBank target/bugs.md spec $(BUGS)

explore: $(JAR) ## every state of the Java Raft, 3 servers and 2 terms, held against the specification
	@$(QUORATE) explore

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

figure16: $(JAR) ## the Raft paper's figure 16 in the simulator: how long a cluster is without a leader (2 minutes)
	@java -cp impl/target/test-classes:$(JAR) dev.quorate.impl.bench.Figure16 target/figure16 spec/RaftElection.tla '$(SEED)'

bench-exploration: $(JAR) ## how fast every state is explored, next to TLC (4 minutes)
	@mkdir -p target/bench
	@java -XX:+UseSerialGC -cp impl/target/test-classes:$(JAR) dev.quorate.impl.bench.ExplorationBenchmark \
	    target/bench/exploration.json spec

bench-simulation: $(JAR) ## how much faster than real time seeds are simulated and judged (2 minutes)
	@mkdir -p target/bench
	@java -XX:+UseSerialGC -cp impl/target/test-classes:$(JAR) dev.quorate.impl.bench.SimulationBenchmark \
	    target/bench/simulation.json spec/RaftElection.tla

report: $(JAR) ## one page of all that was measured so far: target/report/index.html
	@$(QUORATE) report

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
	@$(QUORATE) history generate --transactions 100 --flaw split-brain --out target/start.edn >> target/start.log
	@$(call archive,$(JSA),validate target/start.ndjson,0)
	@$(call archive,$(HISTORY_JSA),history check target/start.edn,1)

comma := ,

# An archive of the classes of a command, if that ends as it should.
define archive
JDK_JAVA_OPTIONS=-XX:ArchiveClassesAtExit=$(1).new $(QUORATE) $(2) >> target/start.log 2>&1; \
	    [ $$? = $(3) ] && mv -f $(1).new $(1) || rm -f $(1)
endef
