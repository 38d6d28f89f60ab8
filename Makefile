# Keyturn, on Debian 12 with a Swift toolchain. Every target does its own set-up; "make help" lists them.

STARTED := $(shell date +%s)

PREFIX ?= /usr/local
SWIFT  ?= swift
# The least version is the one that the manifest asks for, as SwiftPM reads it.
LEAST_SWIFT := $(shell sed -n 's|^// swift-tools-version: *||p' Package.swift)

# What a toolchain runs and loads, what is linked to, and what the tests start besides: real clients, a real server, a
# real terminal, real shells. README names what make itself needs.
BUILD_PACKAGES := git ca-certificates binutils libgcc-12-dev libstdc++-12-dev libcurl4 libsqlite3-0 libxml2 \
	libncursesw5-dev libssl-dev pkg-config
TEST_PACKAGES  := openssh-client openssh-server tmux nginx-light curl gnutls-bin libnss3-tools faketime iproute2 \
	util-linux mount e2fsprogs openssl procps default-jre-headless mkcert python3 python3-pip mandoc strace systemd zsh \
	fish zbar-tools
# What the long runs start besides: an emulated machine, a browser, and the servers whose check reads the lines for them.
SOAK_PACKAGES  := qemu-system-x86 busybox-static chromium apache2 haproxy postfix kamailio kamailio-tls-modules
# What "make bench" measures against.
BENCH_PACKAGES := whiptail dialog

# The runtime is linked in, and nobody looks up a name in the program: without their table it starts a tenth sooner. The
# tests are built of the same objects, so that everything is compiled once. They are linked to the runtime as a library;
# the compiler, told to link it in, finds neither the modules of the tests nor what Foundation's modules ask to link.
# Libraries are those of the system, and none that lies beside the program. That of C++, which only the runtime and toml++
# need, is linked into the program as well (Package.swift).
RESOURCES     = $(shell $(SWIFT) -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
TEST_MODULES := .build/test-modules
LIBRARIES    := .build/libraries
RELEASE_BUILD = build -c release --static-swift-stdlib --disable-local-rpath -Xlinker --no-export-dynamic \
	-Xswiftc -enable-testing -Xswiftc -I$(CURDIR)/$(TEST_MODULES) -Xlinker -L$(RESOURCES)_static/linux
SECOND        := --package-path Tests/SecondImplementation --scratch-path .build/second-implementation

# A binary that is named is installed, and measured, as it is.
BUILT   := .build/release/keyturn
RELEASE ?= $(BUILT)
EXAMPLE := Tests/Fixtures/example-answers.toml
KERNEL  := .build/kernel/vmlinuz
VECTORS := .build/vectors/qrcode/__init__.py
# Debian's python3-cryptography verifies no chains.
PYTHON  := .build/python/cryptography/__init__.py

# What is installed, below the prefix.
PROGRAM   := bin/keyturn
UNITS     := $(addprefix lib/systemd/system/keyturn-,ignition.service ignition@.service renew.service renew.timer \
	watch.service)
MANUAL    := share/man/man1/keyturn.1 share/man/man5/keyturn.toml.5
LICENCE   := share/doc/keyturn/LICENSE
NOTICES   := share/doc/keyturn/NOTICES
BASH      := share/bash-completion/completions/keyturn
# Debian's zsh looks for packages' functions elsewhere than for the administrator's.
ZSH       := share/zsh/$(if $(filter /usr,$(PREFIX)),vendor-completions,site-functions)/_keyturn
FISH      := share/fish/vendor_completions.d/keyturn.fish
INSTALLED := $(PROGRAM) $(UNITS) $(MANUAL) $(LICENCE) $(NOTICES) $(BASH) $(ZSH) $(FISH)

# What "make test-bare" does on a bare machine.
BARE ?= make run && make build && make test-set-up && KEYTURN=$$PWD/$(BUILT) swift test --filter InstallationTests

.PHONY: help run test soak fuzz faults scene screens sentences lint bench build install uninstall test-bare \
	set-up test-set-up soak-set-up release-tests second-implementation
.DEFAULT_GOAL := help

help: ## say what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

run: set-up ## open the wizard on a scratch store; without a terminal, ignite from an example and print both tables
	$(SWIFT) build --product keyturn
	@scratch=$$(mktemp -d) && echo "The scratch store: $$scratch/store" && \
	if [ -t 0 ] && [ -t 1 ]; \
	then .build/debug/keyturn --store "$$scratch/store"; \
	else .build/debug/keyturn ignite --answers $(EXAMPLE) --store "$$scratch/store"; \
	fi

# A backtrace of every error that is thrown takes a fifth of the processor's time. Many tests wait for a terminal or a
# server, and the cores do others meanwhile: without a limit all of them would look in vain whether they may go on.
RUN_TESTS := SWT_SWIFT_ERROR_BACKTRACING_ENABLED=0 \
	SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=$(shell echo $$((4 * $$(nproc)))) $(SWIFT) test --skip-build

test: test-set-up $(VECTORS) $(PYTHON) lint ## build and test everything, a second implementation and real clients included
	@$(MAKE) --no-print-directory --jobs=2 release-tests second-implementation
	@$(call timed,$(RUN_TESTS) $(SECOND) && $(RUN_TESTS) -c release,the tests)

# How many inputs libFuzzer makes for each parser, and how many seconds at most that takes.
FUZZ_RUNS    ?= 10000000
FUZZ_SECONDS ?= 3600
FUZZ_PARSERS ?=
FUZZ := .build/fuzz

fuzz: set-up ## fuzz every parser, or $(FUZZ_PARSERS), with $(FUZZ_RUNS) inputs each in at most $(FUZZ_SECONDS) seconds
	KEYTURN_FUZZ=1 $(SWIFT) build -c release --product fuzz --scratch-path $(FUZZ) \
		-Xswiftc -sanitize=fuzzer -Xswiftc -enable-testing
	@FUZZ_RUNS=$(FUZZ_RUNS) FUZZ_SECONDS=$(FUZZ_SECONDS) .ci/fuzz $(FUZZ)/release/fuzz $(FUZZ) $(FUZZ_PARSERS)

soak: test soak-set-up ## and then everything that takes long: all that is sampled otherwise, and the fuzzing
	@$(call timed,KEYTURN_SOAK=1 $(RUN_TESTS) -c release && $(MAKE) --no-print-directory fuzz,the long runs and the fuzzing)

faults: test-set-up release-tests ## try kills, failing calls, power cuts (as root) and hostile input, and print the figures
	@$(call timed,KEYTURN_SOAK=1 $(RUN_TESTS) -c release --no-parallel --filter FaultTests,the faults)

scene: set-up ## play the scene $(NAME), which is a file in screens/ without its ".screen"
	@[ -e "screens/$(NAME).screen" ] || [ -d "screens/$(NAME)" ] || { echo 'There is no scene "$(NAME)".'; \
		echo 'hint: make scene NAME=..., a file in screens/ without its ".screen"'; exit 1; } >&2
	$(SWIFT) build --build-tests
	KEYTURN_SCENE="$(NAME)" $(SWIFT) test --skip-build --filter SceneTests

screens: set-up ## record the pictures in screens/, or of $(NAME) alone; look at the difference before you keep it
	@# A run that records always fails, so that none passes for a test.
	-$(if $(NAME),KEYTURN_SCENE="$(NAME)") KEYTURN_RECORD_SCENES=1 $(SWIFT) test --filter SceneTests
	git status --short screens

sentences: set-up ## print every text that an operator can meet, to be read in one go
	@$(SWIFT) run --quiet sentences

lint: set-up ## check the format of every Swift file
	$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests

bench: test-set-up build ## measure against peers, or $(ROWS) alone; fails where a bound is missed
	@$(call need,$(BENCH_PACKAGES))
	$(SWIFT) $(RELEASE_BUILD) --product bench
	.build/release/bench $(RELEASE) $(ROWS)

build: set-up $(RELEASE) ## build the release binary, with the Swift runtime linked in

install: ## install it under $(DESTDIR)$(PREFIX), with units, man pages, completions and licences
	@# Nothing is built here: this is done as root, in a checkout that need not be root's.
	@$(MAKE) --silent --no-print-directory --question $(RELEASE) 2>/dev/null || { \
		echo '"$(RELEASE)" is not there, or is older than its sources.'; \
		echo 'hint: run "make build" first, as the user whose checkout this is'; exit 1; } >&2
	install -D -s -m 0755 $(RELEASE) "$(DESTDIR)$(PREFIX)/$(PROGRAM)"
	$(foreach file,$(UNITS) $(MANUAL),$(call put,$(file),sed 's|@PREFIX@|$(PREFIX)|g' packaging/$(notdir $(file))))
	$(call put,$(NOTICES),cat packaging/NOTICES)
	$(call put,$(LICENCE),cat LICENSE)
	$(call put,$(BASH),$(RELEASE) --generate-completion-script bash)
	$(call put,$(ZSH),$(RELEASE) --generate-completion-script zsh)
	$(call put,$(FISH),$(RELEASE) --generate-completion-script fish)

# Installs as $(1) what the command $(2) prints.
define put
install -D -m 0644 /dev/null "$(DESTDIR)$(PREFIX)/$(1)"
$(2) >"$(DESTDIR)$(PREFIX)/$(1)"

endef

uninstall: ## take away what "make install" wrote, under the same $(DESTDIR)$(PREFIX)
	cd "$(DESTDIR)$(PREFIX)" && rm -f $(INSTALLED)
	cd "$(DESTDIR)$(PREFIX)" && if [ -d $(dir $(NOTICES)) ]; then rmdir --ignore-fail-on-non-empty $(dir $(NOTICES)); fi

test-bare: ## try README's commands on a bare Debian 12, as root and with sudo; with BARE="make test", all of them
	@[ $$(id -u) -eq 0 ] || { echo 'A bare machine is made with debootstrap and mount, and only root can.'; \
		echo 'hint: run "make test-bare" as root'; exit 1; } >&2
	@$(call need,debootstrap)
	@$(MAKE) --no-print-directory $(VECTORS)
	@.ci/bare "$(SWIFT)" '$(BARE)'

$(BUILT): Package.swift $(shell find Sources -type f)
	@$(release-links)
	$(SWIFT) $(RELEASE_BUILD) --product keyturn
	@touch $@

# The release binary with them, which the tests of commands start.
release-tests:
	@$(release-links)
	$(SWIFT) $(RELEASE_BUILD) --build-tests --explicit-target-dependency-import-check error
	@touch $(BUILT)

$(BUILT) release-tests bench: export KEYTURN_LIBRARIES = $(CURDIR)/$(LIBRARIES)

define release-links
mkdir -p $(TEST_MODULES) $(LIBRARIES) && \
ln -sfn $(RESOURCES)/linux/Testing.swiftmodule $(RESOURCES)/linux/XCTest.swiftmodule $(TEST_MODULES) && \
ln -sfn "$$(dpkg -L libstdc++-12-dev | grep '/libstdc++[.]a$$')" $(LIBRARIES)
endef

# Shares nothing with the rest, and takes the cores where that waits for one file.
second-implementation:
	@mkdir -p .build
	@nice $(SWIFT) build --build-tests $(SECOND) >.build/second-implementation.log 2>&1 || \
		{ cat .build/second-implementation.log; exit 1; }

# What others publish to try readers and writers with, held to a digest.
$(VECTORS): Tests/Fixtures/vectors.txt | test-set-up
	rm -rf .build/vectors && mkdir -p .build/vectors
	python3 -m pip download -q --no-deps --require-hashes --only-binary :all: -d .build/vectors -r $<
	for wheel in .build/vectors/*.whl; do python3 -m zipfile -e $$wheel .build/vectors || exit; done
	@touch $@

$(PYTHON): Tests/Fixtures/python.txt | test-set-up
	rm -rf .build/python
	python3 -m pip install -q --only-binary :all: --target .build/python -r $<
	@touch $@

set-up:
	@$(call ready,$(BUILD_PACKAGES))

soak-set-up: $(KERNEL)
	@$(call need,$(SOAK_PACKAGES))

# Debian's kernel for virtual machines, to be emulated. It is not installed, or this machine would start with it.
$(KERNEL):
	mkdir -p $(dir $@)
	cd $(dir $@) && apt-get download "$$(apt-cache depends linux-image-cloud-amd64 | sed -n 's/.*Depends: //p')"
	dpkg-deb --fsys-tarfile $(dir $@)linux-image-*.deb | tar -xO --wildcards './boot/vmlinuz-*' >$@
	rm $(dir $@)*.deb

test-set-up:
	@$(call ready,$(BUILD_PACKAGES) $(TEST_PACKAGES))

# Runs the tests $(1) on the release binary, and says at the end how long that took, which is $(2), and what came before.
define timed
began=$$(date +%s); \
export KEYTURN="$(CURDIR)/$(BUILT)"; \
$(1); \
status=$$?; ended=$$(date +%s); \
echo "make $@: $$((ended - $(STARTED))) s in all, $$((ended - began)) s of them $(2)"; \
exit $$status
endef

# Sees to the packages $(1) and to the toolchain, which starts only with some of them.
define ready
swift=$$(command -v $(SWIFT)) || { \
	echo 'There is no "$(SWIFT)".'; echo 'hint: $(TOOLCHAIN)'; exit 1; } >&2; \
$(call need,$(1)) || exit; \
version=$$($(SWIFT) --version | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p'); \
printf '%s\n' $(LEAST_SWIFT) "$$version" | sort -VC || { \
	echo "\"$$swift\" is Swift \"$$version\", and Keyturn needs $(LEAST_SWIFT)."; echo 'hint: $(TOOLCHAIN)'; exit 1; } >&2
endef
TOOLCHAIN := put Swift $(LEAST_SWIFT) or newer from https://www.swift.org/install/linux/ on the PATH, \
	or name it: make SWIFT=/path/to/swift

# Installs those of the packages $(1) that are missing; where none is, neither root nor a network is needed. The policy
# keeps a freshly installed nginx from being started: the tests start their own.
define need
missing=; \
for package in $(1); do \
	dpkg-query -W -f '$${db:Status-Status}\n' $$package 2>/dev/null | grep -qx installed || missing="$$missing $$package"; \
done; \
[ -z "$$missing" ] || { \
	echo "Installing$$missing"; \
	[ $$(id -u) -eq 0 ] && sudo= || sudo=sudo; \
	policy=/usr/sbin/policy-rc.d; \
	if [ ! -e $$policy ]; then \
		trap "$$sudo rm -f $$policy" EXIT; \
		printf '#!/bin/sh\nexit 101\n' | $$sudo tee $$policy >/dev/null && $$sudo chmod 0755 $$policy; \
	fi; \
	$$sudo apt-get update -q && \
	$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $$missing; \
}
endef
