"""Where a made-up case stands, and what its papers say. Pure."""


def state_of(case):
    """The filing's state and since when."""
    ladder = [
        ("closed", case.closed),
        ("docketed", case.docketed),
        ("declined", case.declined),
        ("settled" if case.succeeded else "mediation_failed", case.mediation_ended),
        ("in_mediation", case.diverted),
        ("referred", case.referred),
        ("submitted", case.corrected_again),
        ("returned", case.returned_again),
        ("submitted", case.corrected),
        ("returned", case.returned),
    ]
    return next(((state, at) for state, at in ladder if at), ("submitted", case.received))


def mediation_state_of(case):
    if case.mediation_ended:
        return ("succeeded" if case.succeeded else "failed"), case.mediation_ended
    return ("under_way", case.diverted) if case.diverted else ("offered", case.referred)


def claim(case):
    if case.case_type == "执":
        return f"请求强制被执行人{case.defendant}履行生效法律文书确定的义务。"
    if case.case_type == "行初":
        return "请求撤销被诉行政行为。"
    if case.cause == "离婚纠纷":
        return "1. 请求判令双方离婚；2. 依法分割夫妻共同财产。"
    return f"1. 请求判令{case.defendant}支付{case.amount or 0:,}元；2. 诉讼费由被告负担。"


def agreement(case):
    if case.ending == "settled":
        return "双方已自行和解，申请人撤回。"
    return f"{case.defendant}于三个月内分期支付{case.plaintiff}{case.amount or 0:,}元，双方再无其他争议。"
