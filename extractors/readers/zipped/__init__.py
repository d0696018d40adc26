"""Archives with a notice and its annexes."""
