import Testing
import ZeroMQ

@Suite struct LibraryVersionTests {
    @Test func theLoadedLibraryIsRecentEnough() {
        #expect(LibraryVersion.loaded.isAccepted, "libzmq \(LibraryVersion.loaded)")
    }

    @Test func fourThreeThreeIsTheOldestAccepted() {
        #expect(LibraryVersion(major: 4, minor: 3, patch: 3).isAccepted)
        #expect(!LibraryVersion(major: 4, minor: 3, patch: 2).isAccepted)
        #expect(!LibraryVersion(major: 3, minor: 9, patch: 9).isAccepted)
        #expect(LibraryVersion(major: 5, minor: 0, patch: 0).isAccepted)
    }

    @Test func aVersionReadsAsPeopleWriteIt() {
        #expect("\(LibraryVersion(major: 4, minor: 3, patch: 4))" == "4.3.4")
    }
}
