internal import Foundation
package import PaidanCore

/// A file that could not be read or written, and why, in words for whoever named it.
package struct FileTrouble: Error, Hashable, Worded {
    package enum Deed: Hashable, Sendable { case read, write }

    package let path: String
    package let deed: Deed
    /// Without the file's name.
    package let reason: Label

    package init(_ deed: Deed, _ path: String, _ reason: Label) {
        self.deed = deed
        self.path = path
        self.reason = reason
    }

    /// - Parameter code: an `errno`.
    package init(_ deed: Deed, _ path: String, code: Int32) { self.init(deed, path, Self.reason(code)) }

    package var label: Label {
        switch deed {
        case .read: Label("无法读取 \(path):\(reason.zh)", "cannot read \(path): \(reason.en)")
        case .write: Label("无法写入 \(path):\(reason.zh)", "cannot write \(path): \(reason.en)")
        }
    }

    package static func reason(_ code: Int32) -> Label {
        switch code {
        case ENOENT: Label("没有这个文件或目录", "there is no such file or folder")
        case EACCES, EPERM: Label("没有权限", "this account may not")
        case EISDIR: Label("这是一个目录", "it is a folder")
        case ENOTDIR: Label("路径中有一段不是目录", "a part of the path is no folder")
        case EEXIST: Label("已经存在", "it is there already")
        case ENOSPC, EDQUOT: full
        case EROFS: Label("文件系统只读", "the file system is read-only")
        case ENAMETOOLONG: Label("路径过长", "the path is too long")
        case ELOOP: Label("符号链接过多", "too many symbolic links")
        case EMFILE, ENFILE: Label("打开的文件过多", "too many files are open")
        case EINVAL: notPlain
        case ENOLCK, EOPNOTSUPP: Label("该文件系统不支持加锁", "this file system has no locks")
        case EIO: Label("磁盘读写出错", "the disk failed")
        default: Label("系统错误 \(code)(\(String(cString: strerror(code))))", String(cString: strerror(code)))
        }
    }

    package static let full = Label("磁盘已满", "the disk is full")
    package static let notPlain = Label("不是普通文件", "it is no ordinary file")
    package static let notUTF8 = Label("不是 UTF-8 文本", "it is no UTF-8 text")
}
