# shellcheck shell=bash
# A page in Firefox over a slow link; lib/browsers.sh says how, lib/page.sh what.

firefox_needs() { browser_needs firefox-esr firefox-esr; }

firefox_peers=("${browser_peers[@]}")

firefox_about() { echo "a page of 60 images, then styles and modules, in Firefox over a slow link"; }

firefox_columns=("${browser_columns[@]}")

firefox_note() { browser_note; }

firefox_base=weft-fifo
# Priorities at least halve the wait. Which images are in view Firefox does not say.
firefox_budget=("paint most 0.5 weft-fifo" "ready most 0.5 weft-fifo")

firefox_run() { browser_run firefox; }
