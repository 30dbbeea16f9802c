"""The frame every page stands in, and the home pages."""


def frame(request):
    return {}
