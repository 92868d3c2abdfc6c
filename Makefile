# One entry point for people and for CI. `make help` lists the targets.
SHELL := /bin/bash
.DEFAULT_GOAL := help

# JDK 25: JAVA_HOME when it is one, else the newest in the system's usual places.
jdk_is_25 = $(shell "$(1)/bin/java" -version 2>&1 | grep -q 'version "25' && echo yes)
ifneq ($(call jdk_is_25,$(JAVA_HOME)),yes)
  JAVA_HOME := $(firstword $(foreach home,$(wildcard /usr/lib/jvm/*25* /usr/java/*25* /opt/*jdk*25* \
      $(HOME)/.sdkman/candidates/java/25* /Library/Java/JavaVirtualMachines/*25*/Contents/Home),\
      $(if $(filter yes,$(call jdk_is_25,$(home))),$(home))))
endif
export JAVA_HOME

# Warnings are errors in this build, so they are shown (-q would hide them); progress is not.
export MAVEN_OPTS := -Dorg.slf4j.simpleLogger.defaultLogLevel=warn --sun-misc-unsafe-memory-access=allow \
    $(MAVEN_OPTS)
MVN := mvn -B
# Golden recordings of another origin run through the golden tests with `make check GOLDEN=<folder>`.
MVN += $(if $(GOLDEN),-Dgolden.dir=$(GOLDEN)) $(if $(SEED),-Dseed=$(SEED))

.PHONY: help jdk parts build image check test bench soak demo fmt clean
help:
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

jdk:
	@[ -n "$(JAVA_HOME)" ] || { echo "JDK 25 not found: set JAVA_HOME to one (https://adoptium.net), or install it under /usr/lib/jvm" >&2; exit 1; }
	@command -v mvn >/dev/null || { echo "Maven 3.8.7 or newer not found: install maven" >&2; exit 1; }

build: bin/lib/built-from ## a runnable distribution: bin/freshet

# The module that makes the distribution notes there what it was made from.
bin/lib/built-from: pom.xml $(wildcard */pom.xml) $(shell find $(wildcard $(addsuffix /src/main,gocompat core api engine web operator cli)) cli/src/dist deploy -type f) | jdk
	@$(MVN) -Dmaven.test.skip -pl cli -am package
	@touch $@

# Made for this machine's architecture, from its JDK and its glibc. IMAGE is the name it carries.
IMAGE ?=
image: jdk ## a container image, cli/target/freshet-image.tar, without a container engine
	@$(MVN) -Dmaven.test.skip -Pimage -pl cli -am package -Djib.disableUpdateChecks=true \
	    -Dimage.architecture=$(if $(filter aarch64,$(shell uname -m)),arm64,amd64) $(if $(IMAGE),-Dimage.name=$(IMAGE))
	@cli/src/dist/sh/boot-image cli/target/freshet-image.tar

check: jdk ## format, static analysis, unit, golden and architecture tests
	@$(MVN) spotless:check test

test: jdk parts ## everything: check, integration and acceptance tests on real servers
	@$(MVN) spotless:check verify

# What the integration tests run besides the JDK, by Debian's package names, and the control plane.
CONTROL_PLANE := testkit/src/parts/control-plane.sh
parts:
	@missing=; \
	command -v git >/dev/null || missing="$$missing git"; \
	command -v docker-registry >/dev/null || missing="$$missing docker-registry"; \
	command -v htpasswd >/dev/null || missing="$$missing apache2-utils"; \
	$(CONTROL_PLANE) --missing || command -v go >/dev/null || missing="$$missing golang-go"; \
	if [ -z "$$missing" ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	else \
	  echo "make test needs these packages, install them first:$$missing" >&2; exit 1; \
	fi
	@$(CONTROL_PLANE)

bench: build parts ## the speed table of docs/performance.md, as ratios measured here
	@$(MVN) -Dmaven.test.skip -pl benchmarks -am package
	@$(JAVA_HOME)/bin/java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dslf4j.internal.verbosity=ERROR -Dfreshet.bin=$(CURDIR)/bin/freshet -cp "benchmarks/target/classes:$$(cat benchmarks/target/classpath)" dev.freshet.benchmarks.Main

# Kills the running process again and again, in the middle of whatever it does, then sets hostile servers on one.
KILLS ?= 200
MINUTES ?= 60
FUZZ ?= 10
CAMPAIGNS := $(if $(filter 0,$(KILLS)),,DaemonIT,LedgerKillIT,KilledProcessIT,OperatorKillIT,)$(if $(filter 0,$(MINUTES)),,HostileServersIT)
soak: jdk parts ## long campaigns: KILLS rounds of kill -9 (default 200), MINUTES of hostile servers (60), FUZZ minutes of made-up texts (10); 0 leaves one out
	@$(MVN) verify -Dfreshet.kills=$(KILLS) -Dfreshet.soak.minutes=$(MINUTES) \
	    -Dfreshet.fuzz.seconds=$$(($(FUZZ) * 60)) -Dtest=$(if $(filter 0,$(FUZZ)),none,ForeignTextFuzzTest) -Dsurefire.failIfNoSpecifiedTests=false \
	    -Dit.test='$(CAMPAIGNS)' -Dfailsafe.failIfNoSpecifiedTests=false

TELL_MODULES := -Dorg.slf4j.simpleLogger.log.org.apache.maven.cli=info
demo: jdk ## the whole flow in a minute, on a local registry and Git server
	@echo "Building Freshet, which takes two minutes the first time:"
	@set -o pipefail; MAVEN_OPTS="$$MAVEN_OPTS $(TELL_MODULES)" $(MVN) -Dmaven.test.skip -pl demo -am package | awk \
	    '/\[INFO\] Building Freshet/ { sub(/.*\[INFO\] Building /, "  "); sub(/ [^ ]*-SNAPSHOT/, ""); print; fflush(); next } !/\[INFO\]/ { print; fflush() }'
	@$(JAVA_HOME)/bin/java -cp "demo/target/classes:$$(cat demo/target/classpath)" dev.freshet.demo.Main

fmt: jdk ## format the sources
	@$(MVN) spotless:apply

clean: jdk ## remove everything that was built
	@$(MVN) clean
	@rm -rf bin
