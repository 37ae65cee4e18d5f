"""Faithfulness: are planted errors found (detection), and are summaries free of errors (summaries)?"""
