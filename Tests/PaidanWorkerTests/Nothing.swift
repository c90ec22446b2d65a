import Testing
@Suite struct Nothing { @Test func nothing() {} }
