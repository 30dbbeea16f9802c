"""Personal data 个人信息: encrypted at rest, masked on the screen, revealed with a reason."""
