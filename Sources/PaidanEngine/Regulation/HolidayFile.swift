package import PaidanCore

/// 节假日安排的文件: what a nation or the company has decided about single days of a year.
package enum HolidayFile {
    /// - Parameter file: how findings name it.
    /// - Throws: everything that is wrong with the text, each with its place.
    package static func load(text: String, file: String) throws(RegulationErrors) -> HolidayList {
        var findings = RegulationFindings()
        let root = RegulationYAML.root(of: Array(text.utf8), file: file, &findings)
        let list = root.flatMap { RegulationReader.holidayList($0, &findings) }
        guard let list, findings.isEmpty else { throw RegulationErrors(findings) }
        return list
    }
}
