"""People 人员: who may sign in, at which court, in which role."""
