import PaidanWire

/// The code with which reading or writing fails; nil if it does not.
func code<Value>(_ body: () throws -> Value) -> ErrorCode? {
    do {
        _ = try body()
        return nil
    } catch let error as WireError {
        return error.code
    } catch {
        return ErrorCode(rawValue: "no wire error: \(error)")
    }
}
