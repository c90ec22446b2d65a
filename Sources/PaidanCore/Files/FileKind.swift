/// 文件种类, recognised by the first bytes and never by a name or a header. Raw values reach disk and never change.
package enum FileKind: String, CaseIterable, Codable, Sendable {
    case jpeg, png, webp, pdf

    /// - Returns: nil for what is none of them.
    package init?(firstBytes bytes: some Collection<UInt8>) {
        let head = Array(bytes.prefix(Self.headBytes))
        guard let kind = Self.allCases.first(where: { $0.begins(head) }) else { return nil }
        self = kind
    }

    private static let headBytes = 12

    private func begins(_ head: [UInt8]) -> Bool {
        switch self {
        case .jpeg: head.starts(with: [0xFF, 0xD8, 0xFF])
        case .png: head.starts(with: Self.pngSignature)
        case .webp: head.starts(with: "RIFF".utf8) && head.dropFirst(8).starts(with: "WEBP".utf8)
        case .pdf: head.starts(with: "%PDF-".utf8)
        }
    }

    static let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    package var mediaType: String {
        switch self {
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        case .webp: "image/webp"
        case .pdf: "application/pdf"
        }
    }

    /// Behind the name under which it is saved.
    package var suffix: String {
        switch self {
        case .jpeg: "jpg"
        case .png, .webp, .pdf: rawValue
        }
    }

    package var isPicture: Bool {
        switch self {
        case .jpeg, .png, .webp: true
        case .pdf: false
        }
    }
}

extension FileKind: Worded {
    package var label: Label {
        switch self {
        case .jpeg: Label("JPEG 图片", "JPEG picture")
        case .png: Label("PNG 图片", "PNG picture")
        case .webp: Label("WebP 图片", "WebP picture")
        case .pdf: Label("PDF 文件", "PDF document")
        }
    }
}

/// Why bytes are not kept as a file.
package enum FileFlaw: Error, Hashable, Sendable {
    case empty
    case tooLarge
    /// None of `FileKind`.
    case unknownKind
    /// It begins like one and does not go on like one.
    case damaged(FileKind)
}

extension FileFlaw: Worded {
    package var label: Label {
        switch self {
        case .empty: Label("文件是空的", "the file is empty")
        case .tooLarge:
            Label("文件超过 \(FileLimits.bytesMax >> 20) MiB", "the file is larger than \(FileLimits.bytesMax >> 20) MiB")
        case .unknownKind:
            Label("只收 JPEG、PNG、WebP 图片和 PDF 文件", "only JPEG, PNG and WebP pictures and PDF documents are taken")
        case .damaged(let kind): Label("不是完整的 \(kind.label.zh)", "it is no whole \(kind.label.en)")
        }
    }
}
