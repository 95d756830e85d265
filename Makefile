# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Everything is made below this directory: .venv, .venv-2.16 and .cache. Only relative paths here, so that the clone may
# stand anywhere, also below a name with blanks.

STAGES := lint unit integration molecule matrix sanity package
VENV := .venv/bin

# Set for every command below. ansible.cfg would be ignored in a world-writable directory; naming it helps.
export ANSIBLE_CONFIG := $(CURDIR)/ansible.cfg
export MOLECULE_GLOB := molecule/*/molecule.yml
export PATH := $(CURDIR)/.venv/bin:$(PATH):/usr/sbin:/sbin
ifeq ($(shell uname -s),Linux)
# Ansible insists on UTF-8, and a fresh machine may name a locale that it does not have.
export LC_ALL := C.UTF-8
endif

.PHONY: help setup demo test $(STAGES) bench pictures clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' Makefile

setup: ## Make .venv and install missing Debian packages (all other targets do this first)
	@tests/tools/install_packages.sh
	@tests/tools/make_venv.sh .venv requirements/dev.txt 3.10 3.14

demo: setup ## Raise a lab with planted faults, audit it, show the findings, take it down
	@$(VENV)/python tests/lab/demo.py

test: setup ## Everything below, in turn, with a summary: what .ci/run runs
	@$(VENV)/python tests/tools/stages.py $(STAGES)

lint: setup ## Style and documentation of the sources
	$(VENV)/ruff check --output-format concise .
	$(VENV)/ruff format --check .
	tests/tools/compile_targets.sh
	tests/tools/check_scripts.sh
	$(VENV)/yamllint .
	$(VENV)/ansible-lint --offline --strict
	$(VENV)/antsibull-changelog lint
	$(VENV)/antsibull-docs lint-collection-docs --plugin-docs --validate-collection-refs self .

unit: setup ## Unit and property tests
	$(VENV)/python -m pytest tests/unit tests/tools -n 2

integration: setup ## Tests on the lab (root on Linux; elsewhere skipped with the reason), the report in a browser
	@tests/tools/install_packages.sh browser
	$(VENV)/python -m pytest tests/integration -m "not machine_wide" -n 2 --dist loadfile
	$(VENV)/python -m pytest tests/integration -m machine_wide

molecule: setup ## The role in Molecule, on the lab
	tests/tools/molecule.sh

matrix: setup ## Units and one lab audit under the oldest supported ansible-core, targets of every Python found
	tests/tools/matrix.sh

sanity: setup ## ansible-test sanity, on a copy of the working tree
	$(VENV)/python tests/tools/sanity.py

package: setup ## Build the release file, install it elsewhere, list what it offers
	$(VENV)/python tests/tools/check_package.py

bench: setup ## Benchmarks: ratios measured in one run, no pass or fail
	@$(VENV)/python tests/benchmarks/run.py

pictures: setup ## The pictures of docs/images anew (root on Linux, Chromium)
	@tests/tools/install_packages.sh browser
	$(VENV)/python tests/tools/pictures.py

clean: ## Remove everything made here, environments included
	rm -rf .venv .venv-2.16 .cache .ansible .pytest_cache .hypothesis .ruff_cache arp-report tests/output
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
