import ArgumentParser
import Foundation
import PaidanCore
import PaidanEngine
import Testing

@testable import paidan

/// What a server does with rights that others have to its data.
@Suite struct DataDirectoryTests {
    private let path = FileManager.default.temporaryDirectory.appending(path: "paidan-data-\(UUID().uuidString)").path
    private var key: String { path + "/master.key" }

    private func mode(of path: String) -> mode_t {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
    }

    private func vault() throws {
        let directory = try DataDirectory(locking: path)
        defer { directory.unlock() }
        var random = SystemRandomNumberGenerator()
        _ = try directory.vault(&random, isNew: true)
    }

    @Test func aNewFolderAndItsKeyAreTheOwnersAlone() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        try vault()

        #expect(mode(of: path) == 0o700)
        #expect(mode(of: key) == 0o600)
    }

    @Test(
        arguments: [
            ("d", nil), (".", nil), ("/", nil), ("dd", "."), ("./d", "."), ("/d", "/"), ("a/b", "a"), ("/a/b/", "/a"),
        ] as [(String, String?)])
    func aFolderIsMadeFromAbove(_ path: String, _ parent: String?) {
        #expect(DataDirectory.parent(of: path) == parent)
    }

    @Test(arguments: [0o640, 0o604, 0o620, 0o602] as [mode_t])
    func aKeyThatOthersGetAtIsRefused(_ mode: mode_t) throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        try vault()
        try #require(chmod(key, mode) == 0)

        #expect(throws: DataDirectoryError.exposedKey(key)) { try vault() }
        for language in Language.allCases {
            #expect(DataDirectoryError.exposedKey(key).text(in: language).contains("chmod 600 \(key)"))
        }
    }

    /// Whoever tidies up removes files that look left over.
    @Test func removingTheLockOpensNoDoor() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let server = try DataDirectory(locking: path)
        try FileManager.default.removeItem(atPath: path + "/lock")

        #expect(throws: StoreError.inUse(path: path)) { try DataDirectory(locking: path) }

        server.unlock()
        try DataDirectory(locking: path).unlock()
    }

    @Test func aDatabaseOfTwoNamesIsRefused() throws {
        try #require(mkdir(path, 0o700) == 0)
        let other = path + "-other.db"
        defer { for name in [path, other] { try? FileManager.default.removeItem(atPath: name) } }
        try #require(FileManager.default.createFile(atPath: other, contents: Data([1])))
        let directory = try DataDirectory(locking: path)
        defer { directory.unlock() }
        for make in [symlink, link] {
            try #require(make(other, path + "/paidan.db") == 0)
            #expect(throws: DataDirectoryError.linkedDatabase(path + "/paidan.db")) { try directory.openStore() }
            try FileManager.default.removeItem(atPath: path + "/paidan.db")
        }
    }

    @Test func anOpenFolderAndDatabaseAreClosedAndToldOf() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        try #require(mkdir(path, 0o755) == 0 && chmod(path, 0o755) == 0)
        let database = path + "/paidan.db"
        try #require(FileManager.default.createFile(atPath: database, contents: nil) && chmod(database, 0o664) == 0)
        let directory = try DataDirectory(locking: path)
        defer { directory.unlock() }

        let warnings = directory.closeToOthers()

        #expect(mode(of: path) == 0o700 && mode(of: database) == 0o600)
        #expect(warnings.count == 2)
        #expect(warnings[0].en.contains("\(path) had mode 0755") && warnings[0].zh.contains("\(path) 的权限曾为 0755"))
        #expect(directory.closeToOthers().isEmpty)
    }

    @Test func aFolderThatCannotBeMadeIsToldInWords() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "paidan-file-\(UUID().uuidString)").path
        try #require(FileManager.default.createFile(atPath: file, contents: nil))
        defer { try? FileManager.default.removeItem(atPath: file) }

        #expect(throws: FileTrouble(.write, file, code: ENOTDIR)) { try DataDirectory(locking: file) }
        #expect(throws: FileTrouble(.write, file + "/data", code: ENOTDIR)) {
            try DataDirectory(locking: file + "/data")
        }
    }

    /// What may not be looked at is not what is missing: a server would be asked, or another key be made.
    @Test func dataThatCannotBeSeenAreNotTakenForMissing() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "paidan-file-\(UUID().uuidString)").path
        try #require(FileManager.default.createFile(atPath: file, contents: nil))
        defer { try? FileManager.default.removeItem(atPath: file) }
        let database = file + "/paidan.db"
        let trouble = FileTrouble(.read, database, code: ENOTDIR)

        #expect(throws: trouble) { try DataFolder(path: file).hasDatabase() }
        #expect(throws: trouble) { try DataFile.open(database) }
        #expect(throws: trouble) { try ConnectionOptions.parse(["--data-dir", file]).folder }
        #expect(throws: trouble, "named in the environment") {
            try ConnectionOptions.parse([]).folder(under: .resolve(environment: ["PAIDAN_DATA": file]))
        }
        let settings = try TemporaryFile("data: \(file)\n")
        #expect(throws: trouble, "named in the settings file") {
            try ConnectionOptions.parse([]).folder(under: .resolve(environment: [:], file: settings.path))
        }
        for named in [["PAIDAN_HTTP": "127.0.0.1:1"], ["PAIDAN_SERVER": "http://x"], ["PAIDAN_READY_FILE": path]] {
            let environment = named.merging(["PAIDAN_DATA": file]) { $1 }
            #expect(
                try ConnectionOptions.parse([]).folder(under: .resolve(environment: environment)) == nil, "\(named)")
        }
        #expect(
            try ConnectionOptions.parse(["--data-dir", path]).folder == nil, "there is none yet: a server is asked")
        #expect(try ConnectionOptions.parse(["--data-dir", file, "--server", "http://x"]).folder == nil)
        #expect(throws: Trouble.self) { try DataFile.open(path + "/paidan.db") }
    }

    /// The first of flag, variable, file; a server that is named as strongly as the folder is meant.
    @Test func whereACompanyIsIsToldByTheStrongerPlace() throws {
        let settings = try TemporaryFile("server: http://x\n")
        let ready = try TemporaryFile("readyFile: /x\n")
        let all = try TemporaryFile("server: http://x\ndata: /x\n")
        let own = try TemporaryFile("http: 127.0.0.1:1\nreadyFile: /x\ndata: /x\n")
        func isServer(
            _ flags: [String: String] = [:], _ environment: [String: String] = [:], file: String? = nil
        ) throws -> Bool {
            try Settings.resolve(flags: flags, environment: environment, file: file).meansServer
        }

        #expect(try !isServer())
        for environment in [["PAIDAN_SERVER": "http://x"], ["PAIDAN_READY_FILE": "/x"], ["PAIDAN_HTTP": "x:1"]] {
            #expect(try isServer([:], environment), "\(environment) and the usual folder")
            #expect(try !isServer(["data": "/x"], environment), "a flag is stronger")
            #expect(try isServer([:], environment, file: all.path), "a variable is stronger than the file's folder")
        }
        #expect(try isServer(file: settings.path) && isServer(file: ready.path) && isServer(file: all.path))
        #expect(try !isServer([:], ["PAIDAN_DATA": "/x"], file: all.path))
        #expect(try !isServer(file: own.path), "they are those of the folder's own server")
        #expect(try !isServer([:], ["PAIDAN_DATA": "/x", "PAIDAN_HTTP": "x:1"]))
        #expect(try isServer(["data": "/x", "server": "http://x"]) && isServer(["data": "/x", "readyFile": "/x"]))
    }

    @Test func aKeyThatCannotBeSeenIsNotMadeAnew() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let directory = try DataDirectory(locking: path)
        defer { directory.unlock() }
        try FileManager.default.createSymbolicLink(atPath: key, withDestinationPath: key)
        var random = SystemRandomNumberGenerator()

        #expect(throws: FileTrouble(.read, key, code: ELOOP)) { try directory.vault(&random, isNew: true) }
    }

    /// It may lie on a volume that is not there yet.
    @Test func aLinkThatLeadsNowhereIsNotReplacedByAKey() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let directory = try DataDirectory(locking: path)
        defer { directory.unlock() }
        try FileManager.default.createSymbolicLink(atPath: key, withDestinationPath: path + "/volume/key")
        var random = SystemRandomNumberGenerator()

        #expect(throws: FileTrouble(.read, key, code: ENOENT)) { try directory.vault(&random, isNew: true) }
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: key) == path + "/volume/key")
    }

    @Test func dataWithoutTheirKeyAreGivenNoOther() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let directory = try DataDirectory(locking: path)
        defer { directory.unlock() }
        var random = SystemRandomNumberGenerator()

        #expect(throws: DataDirectoryError.missingKey(key)) { try directory.vault(&random, isNew: false) }
        #expect(!FileManager.default.fileExists(atPath: key))
    }

    /// Only a lock that somebody has means that the folder is in use.
    @Test func whatCannotBeLockedSaysWhy() throws {
        #expect(throws: FileTrouble(.write, path, code: EBADF)) { try DataDirectory.hold(-1, path) }
        try #require(mkdir(path, 0o700) == 0 && mkdir(path + "/lock", 0o700) == 0)
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(throws: FileTrouble(.write, path + "/lock", code: EISDIR)) { try DataDirectory(locking: path) }
    }

    @Test func aPrivateFileReplacesWhatWasThereWhateverItsRights() throws {
        try #require(mkdir(path, 0o700) == 0)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let (file, draft) = (path + "/token", path + "/token.new")
        for name in [file, draft] {
            try #require(FileManager.default.createFile(atPath: name, contents: nil) && chmod(name, 0o666) == 0)
        }

        try PrivateFile.write("secret", to: file)

        #expect(mode(of: file) == 0o600)
        #expect(try PlainFile.text(of: file) == "secret")
        #expect(access(draft, F_OK) != 0)
    }

    @Test func aReadyFileThatCannotBeWrittenIsAMistakeOfTheSettings() throws {
        let settings = try Settings.resolve(flags: ["readyFile": "/nowhere/ready"], environment: [:])

        #expect(throws: SettingsErrors.self) { try Announcement.requireWritable(settings) }
        #expect(throws: FileTrouble(.write, "/", code: EISDIR)) { try PrivateFile.requireWritable("/") }
    }
}
