import PaidanJSON
import Testing

@Suite("What is written is read back")
struct RoundTripTests {
    @Test(arguments: 0..<500 as Range<UInt64>)
    func randomTreesComeBackEqual(seed: UInt64) throws {
        var random = RandomJSON(seed: seed)
        let tree = random.value(depth: 4)

        let bytes = tree.bytes
        let copy = try JSON(parsing: bytes)

        #expect(copy == tree)
        #expect(copy.bytes == bytes)
    }

    @Test(arguments: 0..<500 as Range<UInt64>)
    func damagedTextIsRefusedOrReadTheSameTwice(seed: UInt64) throws {
        var random = RandomJSON(seed: seed)
        var bytes = JSON.array([random.value(depth: 3), random.value(depth: 3)]).bytes
        for _ in 0..<3 { bytes[random.index(below: bytes.count)] = random.byte() }

        do throws(JSONSyntaxError) {
            let tree = try JSON(parsing: bytes)
            #expect(try JSON(parsing: tree.bytes) == tree)
        } catch {
            #expect((0...bytes.count).contains(error.offset))
        }
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func everyBeginningOfATextIsRefused(seed: UInt64) throws {
        var random = RandomJSON(seed: seed)
        let bytes = JSON.array([random.value(depth: 3)]).bytes

        for end in 0..<bytes.count {
            let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: bytes[..<end]) }
            #expect([.unexpectedEnd, .invalidUTF8].contains(error?.reason))
        }
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func treesPassThroughBothCoders(seed: UInt64) throws {
        var random = RandomJSON(seed: seed)
        let holder = Holder(payload: random.value(depth: 4), more: [random.value(depth: 2)])

        let tree = try JSONByteEncoder().encodeTree(holder)

        #expect(tree == ["payload": holder.payload, "more": .array(holder.more)])
        #expect(try JSONTreeDecoder().decode(Holder.self, from: tree) == holder)
    }

    private struct Holder: Codable, Equatable {
        let payload: JSON
        let more: [JSON]
    }
}
