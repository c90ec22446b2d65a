/// What is wrong with a policy file, for programs and tests; people read the reason.
package enum RegulationErrorCode: String, CaseIterable, Sendable {
    // The file.
    case unreadable, tooLarge, notUTF8, empty, severalDocuments
    // The YAML.
    case syntax, duplicateKey, anchor, tag
    // The document.
    case unknownKey, missing, wrongType, notOptional
    // What it builds on.
    case unknownParent, cycle, tooDeep, conflict
    // Values.
    case badName, nameTaken, badLabel, badCode, repeated
    case unknownZone, unknownDay, badHours, notAWorkday, tooLittleWork, unknownList, badDuration, durationOutOfRange,
        badCount, unknownWord
    case unknownRole, notAPerson, unknownDepartment, unknownCategory
    // Ladders.
    case unknownClock, badRung, tooManyWarnings, warningTooEarly, warningTooLate, warningsOutOfOrder
    // The proof that nothing is forgotten.
    case orphan
}
