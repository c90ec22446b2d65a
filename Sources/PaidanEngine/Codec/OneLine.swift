extension StringProtocol {
    /// Whether it is one line of so many characters, none of them a control character. Characters are code points, as in JSON
    /// Schema: what reads as one letter may be made of thousands of them.
    package func isLine(_ characters: ClosedRange<Int>) -> Bool {
        characters.contains(unicodeScalars.count)
            && unicodeScalars.allSatisfy { $0.properties.generalCategory != .control && !Character($0).isNewline }
    }
}
