"""The end of a start that cannot be: every fault of the settings is named, in Chinese and English."""

import sys

# What pydantic calls a fault, and what a person is told to write.
REASONS = {
    "missing": "必须设置 / must be set",
    "string_too_short": "至少 {min_length} 个字符 / at least {min_length} characters",
    "bool_parsing": "应为 true 或 false / write true or false",
    "int_parsing": "应为整数 / write a whole number",
    "int_parsing_size": "数字太长 / the number is too long",
    "float_parsing": "应为数字 / write a number",
    "greater_than": "应大于 {gt} / must be more than {gt}",
    "greater_than_equal": "不得小于 {ge} / must not be less than {ge}",
    "less_than_equal": "不得大于 {le} / must not be more than {le}",
    "literal_error": "应为 / write {expected}",
}


def stop(faults):
    """End with every fault, [(variable, sentence)]; Python prints the text and exits with 1."""
    lines = [
        "配置有误，系统没有启动。请改正下列环境变量后重试。",
        "The settings are wrong; nothing was started. Correct these variables and try again.",
    ]
    sys.exit("\n".join(lines + [f"  {name}: {reason}" for name, reason in faults]))


def reason_of(fault):
    """What one of pydantic's errors says in both languages; never the value, which may be a secret."""
    details = fault.get("ctx", {})
    if fault["type"] == "value_error":
        return str(details["error"])
    return REASONS.get(fault["type"], "这样写不行 / this is not acceptable").format(**details)
