"""What a procedure is: loaded from its folder, judged elsewhere."""
