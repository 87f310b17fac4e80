// One object of the module.

using Lextm.SharpSnmpLib;

namespace SharpSnmp.Tests.Managing;

/// <summary>An object that can be read.</summary>
/// <param name="Name">Its descriptor in the module.</param>
/// <param name="Place">Its object identifier, without the index of an instance.</param>
/// <param name="Type">The type of its values on the wire.</param>
internal sealed record ServedObject(string Name, ObjectIdentifier Place, SnmpType Type);
