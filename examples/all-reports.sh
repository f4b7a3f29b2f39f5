#!/bin/sh
# The interactive reports on the print shop and on the firm of 25: one file each, which speaks English, Russian and Japanese.
#
#   examples/all-reports.sh FOLDER
#
set -eu
here=$(dirname "$0")
into=${1:-reports}
mkdir -p "$into"
for brief in print-shop firm-of-25; do
    crm-planner report "$here/$brief.yaml" --output "$into/$brief.html" --force --quiet
done
