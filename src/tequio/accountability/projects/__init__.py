"""Winners being carried out: stages, activities, evidence, the thread of each project."""
