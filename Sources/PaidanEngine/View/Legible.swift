internal import PaidanCore
internal import PaidanJSON

/// What is stored, where it can be read. Whoever lists others goes on without it, and `paidan verify` tells of it.
/// - Returns: nil for what is damaged.
func legible<T>(_ read: () throws -> T?) throws -> T? {
    do {
        return try read()
    } catch is CorruptHistory {
        return nil
    } catch is CodecError {
        return nil
    } catch is DamagedRow {
        return nil
    } catch is JSONSyntaxError {
        return nil
    } catch is DecodingError {
        return nil
    }
}
