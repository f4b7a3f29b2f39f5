"""Edition, brief and playbook become a cost model: cells, lines with their status and source, totals, gaps."""
