"""Evaluation 评价: ratings given by those who came."""
