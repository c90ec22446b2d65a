internal import PaidanCore

/// 核对文件: looks whether the files that facts name are there and are what they were.
package struct FileAudit: Sendable {
    private let folder: FileFolder
    /// nil where the key is not at hand: then only whether they are there, and how long.
    private let vault: Vault?

    package init(_ folder: FileFolder, vault: Vault?) {
        self.folder = folder
        self.vault = vault
    }

    /// What is wrong with a file that a fact of this customer names; nil when nothing is, and for an erased customer, whose files are
    /// gone.
    func finding(_ digest: FileDigest, of person: PersonID, in reading: any Reading) throws -> Label? {
        guard let owner = try reading.person(person), owner.salt != nil else { return nil }
        guard let row = try reading.file(digest, of: person) else {
            return Label("附件 \(digest.short) 未登记", "the file \(digest.short) is in no row")
        }
        guard row.attachedAt != nil else {
            return Label("附件 \(digest.short) 登记为未附", "the file \(digest.short) is kept as if it were not attached")
        }
        return defect(of: row, owner)
    }

    private func defect(of row: FileRow, _ owner: PersonRow) -> Label? {
        let name = row.digest.short
        do {
            guard let key = vault?.key(of: owner) else { return try folder.lengthDefect(of: row) }
            try SealedFile(row, in: folder, key: key).check()
            return nil
        } catch let trouble as FileTrouble {
            return Label("附件 \(name):\(trouble.label.zh)", "the file \(name): \(trouble.label.en)")
        } catch {
            return Label("附件 \(name) 的内容被改动过,或不是用这把密钥封存的", "the file \(name) was changed, or sealed with another key")
        }
    }

    /// Files that no row names: what was uploaded and not attached, or what a crash left. The server removes them by itself.
    func surplus(in reading: any Reading) throws -> Int {
        try folder.all().count { try reading.file($0.digest, of: $0.person) == nil }
    }
}

extension FileFolder {
    fileprivate func lengthDefect(of row: FileRow) throws(FileTrouble) -> Label? {
        let bytes = try PlainFile.bytes(
            of: place(of: row.digest, row.person), atMost: FileSeal.sealedBytes(of: row.size) + 1)
        guard bytes.count != FileSeal.sealedBytes(of: row.size) else { return nil }
        return Label("附件 \(row.digest.short) 的长度不符", "the file \(row.digest.short) has another length")
    }
}
