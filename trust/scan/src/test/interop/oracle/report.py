"""The report that a run ends with."""

import nodes


def report(oracle, learnt):
    findings = list(oracle.findings.found.values())
    return {
        "programs": oracle.number,
        "seconds": round(oracle.seconds()),
        "clean": oracle.clean,
        "loaded": oracle.loaded,
        "acted": oracle.acting,
        "first": {
            cause: {"seconds": round(finding.seconds), "program": finding.number}
            for cause, finding in sorted(oracle.findings.causes.items())
        },
        "findings": [
            {
                "cause": finding.cause,
                "seconds": round(finding.seconds),
                "program": finding.number,
                "effects": finding.effects[:5],
                "error": finding.error,
                "tree": nodes.shown(finding.tree, 3000),
                "hex": finding.data.hex(),
            }
            for finding in findings
        ],
        "unrepeated": oracle.findings.unrepeated,
        "missing": learnt.missing,
        "failures": oracle.failures.most_common(20),
        "alone": sorted(set(oracle.statistics.loaded) - set(oracle.statistics.coverable)),
        "lacking": {name: oracle.statistics.loaded[name] for name in oracle.statistics.lacking},
        "least": min(oracle.statistics.loaded.values(), default=0),
    }
