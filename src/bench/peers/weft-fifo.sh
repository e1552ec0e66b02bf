# shellcheck shell=bash
# Weft sending in the order of the requests, whatever their priorities.

weft-fifo_needs() { :; }

weft-fifo_version() { weft_version; }

weft-fifo_prepare() { [ -f "$work/weft-first.log" ] || weft_prepare; }

weft-fifo_command() {
  weft_command "$@"
  command+=(--scheduler fifo)
}
