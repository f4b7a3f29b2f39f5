"""What editors say about the keys of a risk checklist, and of what a brief decides about risks."""

from collections.abc import Mapping

RISK_WORDS: Mapping[str, Mapping[str, str]] = {
    "MitigationPlan": {
        "state": "open, planned or done; what is done lowers the residual risk.",
        "hours": "What it will take here, in place of the playbook's estimate.",
    },
    "RiskDecision": {
        "owner": "Who answers for it; without it the role the playbook names.",
        "response": "What is done about it: avoid, mitigate, transfer or accept.",
        "due": "By when.",
        "override": "Why the project goes on although the hard gate of this risk stops it; printed everywhere.",
    },
    "Risk": {
        "side": "Whose risk it is: the client's, the employees', the vendor's, or of both together.",
        "phase": "The phase of the project it belongs to.",
        "name": "The event, in a few words; plain, or by language.",
        "cause": "Why it happens; plain, or by language.",
        "consequence": "What follows if it happens; plain, or by language.",
        "likelihood": "Usual likelihood, 1 to 5.",
        "impact": "Impact on cost or time, 1 to 5.",
        "effects": "What it adds to cost and time if it happens.",
        "gate": "hard stops the project while the answers are bad, soft warns and widens the effects.",
        "stop": "What the owner is told where a hard gate stops the project.",
        "response": "The usual response: avoid, mitigate, transfer or accept.",
        "basis": "What likelihood, impact and effects rest on.",
        "sources": "Ids of sources for the cause.",
        "when": "Facts that show the risk by themselves.",
        "signs": "Early warning signs.",
        "questions": "By id: the risk's id, a point and a number.",
        "mitigations": "By id: the risk's id, a point, m and a number.",
        "retired": "No longer asked for; the id is not used again.",
    },
    "Effects": {"cost": "In money.", "schedule": "In time."},
    "CostEffect": {
        "category": "The category of cost it adds to; ALL is the whole project.",
        "percent": "Percent points of that category: low, likely, high.",
    },
    "TimeEffect": {
        "percent": "Percent points of the project's time: low, likely, high. Either this or days.",
        "days": "Working days: low, likely, high. Either this or percent.",
    },
    "ThreePoints": {"low": "If it goes well.", "likely": "What is most likely.", "high": "If it goes badly."},
    "Question": {
        "ask": "The question, to be answered yes or no; plain, or by language.",
        "risk_if": "The answer that speaks for the risk.",
        "graded": "May also be answered by degree: 1 (not at all) to 5 (fully).",
        "quick": "Belongs to the quick profile.",
        "in_country": "How it is asked where another law holds: {RU: {en: ..., ru: ...}}.",
    },
    "Mitigation": {
        "action": "What is done; plain, or by language.",
        "owner": "The role that does it, from the playbook's rates.",
        "hours": "How many hours it takes; without them it is not credited.",
        "reduces": "By how many levels it lowers likelihood and impact once it is done.",
        "secondary": "Risks that doing it may raise.",
    },
    "Reduction": {"likelihood": "Levels off the likelihood.", "impact": "Levels off the impact."},
    "Contradiction": {
        "answers": "The answers, by id of the question: {CL-01.1: no}.",
        "facts": "Facts that hold at the same time.",
        "why": "Why they cannot all be true; plain, or by language.",
    },
    "RiskScales": {
        "likelihood": "The five levels of likelihood.",
        "impact": "The five levels of impact.",
        "bands": "From which score (likelihood x impact) on a risk is low, medium, high or critical.",
        "answers": "What answers do to a likelihood.",
        "soft_gate_widens": "Percent points on the high end of the effects while a soft gate is failed.",
    },
    "LikelihoodLevel": {"level": "1 to 5.", "probability": "The probability a simulation draws it with."},
    "ImpactLevel": {"level": "1 to 5.", "up_to": "Up to this percentage of cost or time; the last has no upper end."},
    "Bands": {
        "low": "The lowest score there is.",
        "medium": "The first score that is medium.",
        "high": "The first score that is high.",
        "critical": "The first score that is critical.",
    },
    "AnswerShifts": {
        "bad": "What a bad answer, or a fact, does.",
        "good": "What good answers to all questions do.",
        "grades": "What the answers 1 to 5 do, the worst first.",
    },
    "Shift": {"raises": "Levels up.", "lowers": "Levels down."},
    "FactLimits": {
        "price_weight_share": "The share of all weights above which price outweighs the rest.",
        "price_criterion": "The criterion that stands for price.",
        "phased_above_users": "More people than these start in phases.",
        "price_age_days": "Prices older than this are old.",
        "bid_below_median_share": "How far below the median of the candidates an offer is suspiciously cheap.",
        "services_to_licences": "Services below this share of the licences are hardly any.",
        "duplicate_share": "Above this share there are many duplicates.",
        "data_sources": "More sources than these are many.",
    },
}
"""By the name of the model and the key."""
