/// What is wrong with a scene file, as a sentence.
package struct SceneError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
