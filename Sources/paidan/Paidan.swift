@main struct Paidan { static func main() {} }
