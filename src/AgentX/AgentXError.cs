// res.error of a Response PDU: AgentX's own codes and the SNMPv2 error-status values that requests may answer with.
namespace AgentX;

/// <summary>The error of a Response (RFC 2741 section 6.2.16): 0, an SNMPv2 error-status (RFC 3416 section 3), or an AgentX code from 256 on.</summary>
public enum AgentXError : ushort
{
    /// <summary>noAgentXError: the request succeeded.</summary>
    None = 0,

    /// <summary>genErr: a value could not be produced.</summary>
    GenErr = 5,

    /// <summary>noAccess.</summary>
    NoAccess = 6,

    /// <summary>wrongType.</summary>
    WrongType = 7,

    /// <summary>wrongLength.</summary>
    WrongLength = 8,

    /// <summary>wrongEncoding.</summary>
    WrongEncoding = 9,

    /// <summary>wrongValue.</summary>
    WrongValue = 10,

    /// <summary>noCreation.</summary>
    NoCreation = 11,

    /// <summary>inconsistentValue.</summary>
    InconsistentValue = 12,

    /// <summary>resourceUnavailable.</summary>
    ResourceUnavailable = 13,

    /// <summary>commitFailed.</summary>
    CommitFailed = 14,

    /// <summary>undoFailed.</summary>
    UndoFailed = 15,

    /// <summary>notWritable: every variable of a read-only subagent.</summary>
    NotWritable = 17,

    /// <summary>inconsistentName.</summary>
    InconsistentName = 18,

    /// <summary>openFailed: the master will not open a session.</summary>
    OpenFailed = 256,

    /// <summary>notOpen: there is no such session.</summary>
    NotOpen = 257,

    /// <summary>indexWrongType: the index object is allocated with another type.</summary>
    IndexWrongType = 258,

    /// <summary>indexAlreadyAllocated: another session holds the index value.</summary>
    IndexAlreadyAllocated = 259,

    /// <summary>indexNoneAvailable: the master found no value to allocate.</summary>
    IndexNoneAvailable = 260,

    /// <summary>indexNotAllocated: the value to give back was not allocated by this session.</summary>
    IndexNotAllocated = 261,

    /// <summary>unsupportedContext: the context is unknown.</summary>
    UnsupportedContext = 262,

    /// <summary>duplicateRegistration: the same region is registered already at the same priority.</summary>
    DuplicateRegistration = 263,

    /// <summary>unknownRegistration: there is no such region to unregister.</summary>
    UnknownRegistration = 264,

    /// <summary>unknownAgentCaps: there are no such agent capabilities to remove.</summary>
    UnknownAgentCaps = 265,

    /// <summary>parseError: the PDU could not be parsed.</summary>
    ParseError = 266,

    /// <summary>requestDenied: the master's policy forbids the request.</summary>
    RequestDenied = 267,

    /// <summary>processingError: the master could not process the request.</summary>
    ProcessingError = 268,
}
