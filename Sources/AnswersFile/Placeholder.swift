// Placeholder until the first type of AnswersFile.
