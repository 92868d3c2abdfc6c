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

MVN := mvn -B -ntp -q
# Golden recordings of another origin run through the golden tests with `make check GOLDEN=<folder>`.
MVN += $(if $(GOLDEN),-Dgolden.dir=$(GOLDEN)) $(if $(SEED),-Dseed=$(SEED))

.PHONY: help jdk
help:
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

jdk:
	@[ -n "$(JAVA_HOME)" ] || { echo "JDK 25 not found: set JAVA_HOME to one (https://adoptium.net), or install it under /usr/lib/jvm" >&2; exit 1; }
	@command -v mvn >/dev/null || { echo "Maven 3.8.7 or newer not found: install maven" >&2; exit 1; }
