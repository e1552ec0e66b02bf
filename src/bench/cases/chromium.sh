# shellcheck shell=bash
# A page in Chromium over a slow link; lib/browsers.sh says how, lib/page.sh what.

chromium_needs() { browser_needs chromium chromium; }

chromium_peers=("${browser_peers[@]}")

chromium_about() { echo "a page of 60 images, then styles and modules, in Chromium over a slow link"; }

chromium_columns=("${browser_columns[@]}")

chromium_note() { browser_note; }

chromium_base=weft-fifo
# Priorities at least halve the wait.
chromium_budget=("paint most 0.5 weft-fifo" "ready most 0.5 weft-fifo" "above most 0.7 weft-fifo")

chromium_run() { browser_run chromium; }
