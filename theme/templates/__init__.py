"""The theme's templates; MkDocs finds a theme that is installed by the folder of this file."""
