"""Evidence, models and pages of the book *Knowing the Cell*."""
