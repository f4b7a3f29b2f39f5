#!/bin/sh
# The proposal to the example firm of 25, as Word, PDF, HTML and Markdown, in English, Russian and Japanese:
#
#   examples/all-proposals.sh FOLDER
#
set -eu
here=$(dirname "$0")
into=${1:-proposals}
mkdir -p "$into"
for language in en ru ja; do
    for ending in docx pdf html md; do
        crm-planner propose "$here/firm-of-25.yaml" regionsoft --company "$here/company/company.yaml" \
            --set proposal.number=25/2026 --set proposal.addressee.person="A. Sample" \
            --lang $language --output "$into/proposal.$language.$ending" --force --quiet
    done
    crm-planner decide "$here/firm-of-25.yaml" --format docx --lang $language \
        --output "$into/decision.$language.docx" --force --quiet
done
