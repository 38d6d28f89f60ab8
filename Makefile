# Keyturn, on Debian 12 with a Swift toolchain. Every target does its own set-up; "make help" lists them.

PREFIX ?= /usr/local
SWIFT  ?= swift

# What is linked to, and what the tests start besides: real clients, a real server, a real terminal, real shells.
BUILD_PACKAGES := libncursesw5-dev libssl-dev pkg-config
TEST_PACKAGES  := ca-certificates openssh-client openssh-server tmux nginx-light curl gnutls-bin libnss3-tools faketime iproute2 util-linux openssl procps \
	default-jre-headless mkcert python3 python3-pip mandoc strace systemd zsh fish

# The runtime is linked in, and nobody looks up a name in the program: without their table it starts a tenth sooner.
RELEASE_BUILD := build -c release --static-swift-stdlib -Xlinker --no-export-dynamic

# What is installed; a binary that is named is taken as it is.
BUILT   := .build/release/keyturn
RELEASE ?= $(BUILT)
UNITS   := keyturn-ignition.service keyturn-ignition@.service keyturn-renew.service keyturn-renew.timer
# Debian's zsh looks for packages' functions elsewhere than for the administrator's.
ZSH_FUNCTIONS := $(if $(filter /usr,$(PREFIX)),zsh/vendor-completions,zsh/site-functions)
EXAMPLE := Tests/Fixtures/example-answers.toml
VECTORS := .build/vectors/cryptography_vectors/__init__.py

.PHONY: help run test lint bench build install screens set-up test-set-up
.DEFAULT_GOAL := help

help: ## say what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

run: set-up ## open the wizard on a scratch store; without a terminal, ignite from an example and print both tables
	$(SWIFT) build --product keyturn
	@scratch=$$(mktemp -d) && echo "The scratch store: $$scratch/store" && \
	if [ -t 0 ] && [ -t 1 ]; \
	then .build/debug/keyturn --store "$$scratch/store"; \
	else .build/debug/keyturn ignite --answers $(EXAMPLE) --store "$$scratch/store"; \
	fi

test: test-set-up $(VECTORS) lint ## build and test everything, a second implementation and real clients included
	$(SWIFT) build --build-tests
	KEYTURN="$(CURDIR)/.build/debug/keyturn" \
	$(SWIFT) test --package-path Tests/SecondImplementation --scratch-path .build/second-implementation
	$(SWIFT) test

lint: ## check the format of every Swift file
	$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests

bench: test-set-up build ## measure against peers; fails where a bound is missed
	$(SWIFT) $(RELEASE_BUILD) --product bench
	.build/release/bench $(RELEASE)

build: set-up $(RELEASE) ## build the release binary, with the Swift runtime linked in

install: $(RELEASE) ## install it under $(DESTDIR)$(PREFIX), with units, man pages and completions
	install -D -s -m 0755 $(RELEASE) "$(DESTDIR)$(PREFIX)/bin/keyturn"
	install -d "$(DESTDIR)$(PREFIX)/lib/systemd/system"
	for unit in $(UNITS); do \
		sed 's|@PREFIX@|$(PREFIX)|g' packaging/$$unit >"$(DESTDIR)$(PREFIX)/lib/systemd/system/$$unit" || exit; \
		chmod 0644 "$(DESTDIR)$(PREFIX)/lib/systemd/system/$$unit" || exit; \
	done
	install -D -m 0644 packaging/keyturn.1 "$(DESTDIR)$(PREFIX)/share/man/man1/keyturn.1"
	install -D -m 0644 packaging/keyturn.toml.5 "$(DESTDIR)$(PREFIX)/share/man/man5/keyturn.toml.5"
	$(call complete,bash,bash-completion/completions/keyturn)
	$(call complete,zsh,$(ZSH_FUNCTIONS)/_keyturn)
	$(call complete,fish,fish/vendor_completions.d/keyturn.fish)

# Installs what the program itself says for the shell $(1) as share/$(2).
define complete
install -D -m 0644 /dev/null "$(DESTDIR)$(PREFIX)/share/$(2)"
$(RELEASE) --generate-completion-script $(1) >"$(DESTDIR)$(PREFIX)/share/$(2)"
endef

screens: set-up ## record the pictures in screens/ anew; look at the difference before you keep it
	@# A run that records always fails, so that none passes for a test.
	-KEYTURN_RECORD_SCENES=1 $(SWIFT) test --filter Scene
	git status --short screens

$(BUILT): Package.swift $(shell find Sources -type f)
	$(SWIFT) $(RELEASE_BUILD) --product keyturn
	@touch $@

# The files that others publish to try readers with, held to a digest.
$(VECTORS): Tests/Fixtures/vectors.txt | test-set-up
	rm -rf .build/vectors && mkdir -p .build/vectors
	python3 -m pip download -q --no-deps --require-hashes --only-binary :all: -d .build/vectors -r $<
	python3 -m zipfile -e .build/vectors/*.whl .build/vectors
	@touch $@

set-up:
	@$(call need,$(BUILD_PACKAGES))

test-set-up:
	@$(call need,$(BUILD_PACKAGES) $(TEST_PACKAGES))

# Installs those of the packages $(1) that are missing; where none is, neither root nor a network is needed. The policy
# keeps a freshly installed nginx from being started: the tests start their own.
define need
missing=; \
for package in $(1); do \
	dpkg-query -W -f '$${db:Status-Status}\n' $$package 2>/dev/null | grep -qx installed || missing="$$missing $$package"; \
done; \
[ -z "$$missing" ] && exit; \
echo "Installing$$missing"; \
[ $$(id -u) -eq 0 ] && sudo= || sudo=sudo; \
policy=/usr/sbin/policy-rc.d; \
if [ ! -e $$policy ]; then \
	trap "$$sudo rm -f $$policy" EXIT; \
	printf '#!/bin/sh\nexit 101\n' | $$sudo tee $$policy >/dev/null && $$sudo chmod 0755 $$policy; \
fi; \
$$sudo apt-get update -q && \
$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $$missing
endef
