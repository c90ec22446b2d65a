package import PaidanCore

extension [Choice] {
    /// What somebody means who writes a code, or its word in Chinese or English: one code, or several that share the word.
    package func codes(meantBy text: String) -> [String] {
        if contains(where: { $0.code == text }) { return [text] }
        let word = text.lowercased()
        let meant = filter { choice in
            choice.label.zh == text || [choice.code, choice.label.en].contains { $0.lowercased() == word }
        }.map(\.code)
        return meant.enumerated().filter { index, code in !meant[..<index].contains(code) }.map(\.element)
    }
}

extension Label {
    /// `phone (telephone), letter (letter)`, each once
    package init(listing choices: [Choice]) {
        var said: [Choice] = []
        for choice in choices where !said.contains(choice) { said.append(choice) }
        self.init(
            said.map { "\($0.code)(\($0.label.zh))" }.joined(separator: "、"),
            said.map { "\($0.code) (\($0.label.en))" }.joined(separator: ", "))
    }
}
