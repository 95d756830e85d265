# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Runs a module with the cmdlets of Windows replaced by a table in memory, and prints its result as JSON:
# pwsh -File win_changes_recorded.ps1 <module> <options as JSON>

param ([string]$Path, [string]$Options)

# Stands for Ansible's own class: options with their defaults, check mode, and a result.
Add-Type -TypeDefinition @'
using System.Collections;
namespace Ansible.Basic {
    public class AnsibleModule {
        public Hashtable Params = new Hashtable();
        public Hashtable Result = new Hashtable();
        public bool CheckMode = false;
        public static Hashtable Given = new Hashtable();
        public static Hashtable Last;
        public static AnsibleModule Create(object[] args, IDictionary spec) {
            AnsibleModule made = new AnsibleModule();
            foreach (DictionaryEntry option in (IDictionary)spec["options"]) {
                IDictionary about = (IDictionary)option.Value;
                made.Params[option.Key] = Given.ContainsKey(option.Key) ? Given[option.Key] : about["default"];
            }
            made.CheckMode = Given.ContainsKey("_ansible_check_mode") && (bool)Given["_ansible_check_mode"];
            Last = made.Result;
            return made;
        }
        public void ExitJson() { }
        public void FailJson(string message) {
            Last.Clear();
            Last["failed"] = message;
            throw new System.Exception(message);
        }
    }
}
'@
foreach ($option in ($Options | ConvertFrom-Json).PSObject.Properties) {
    [Ansible.Basic.AnsibleModule]::Given[$option.Name] = $option.Value
}

$script:table = New-Object -TypeName System.Collections.ArrayList

Function Add-Entry {
    param ($Ip, $Mac, $State, $Store)

    $null = $script:table.Add([PSCustomObject]@{
            IPAddress = $Ip; LinkLayerAddress = $Mac; State = $State; InterfaceAlias = 'Ethernet'; Store = $Store
        })
}

Add-Entry '192.0.2.1' '00-00-5E-00-53-01' 'Reachable' 'ActiveStore'
Add-Entry '192.0.2.7' '00-00-00-00-00-00' 'Unreachable' 'ActiveStore'
Add-Entry '192.0.2.8' '00-00-5E-00-53-08' 'Stale' 'ActiveStore'
Add-Entry '192.0.2.9' '00-00-5E-00-53-09' 'Permanent' 'ActiveStore'
Add-Entry '224.0.0.22' '01-00-5E-00-00-16' 'Permanent' 'ActiveStore'

Function Get-NetNeighbor {
    [CmdletBinding()] param ([string]$IPAddress, [string]$InterfaceAlias, [string]$PolicyStore = 'ActiveStore')

    @($script:table | Where-Object { $_.Store -eq $PolicyStore -and (-not $IPAddress -or $_.IPAddress -eq $IPAddress) })
}

Function Remove-NetNeighbor {
    [CmdletBinding(SupportsShouldProcess)] param ([string]$IPAddress, [string]$InterfaceAlias, [string]$PolicyStore = 'ActiveStore')

    foreach ($entry in @(Get-NetNeighbor -IPAddress $IPAddress -PolicyStore $PolicyStore)) { $script:table.Remove($entry) }
}

Function New-NetNeighbor {
    [CmdletBinding()] param ([string]$IPAddress, [string]$InterfaceAlias, [string]$LinkLayerAddress, [string]$State, [string]$PolicyStore)

    Add-Entry $IPAddress $LinkLayerAddress $State $PolicyStore
}

Function Get-NetRoute {
    [CmdletBinding()] param ()

    [PSCustomObject]@{ DestinationPrefix = '0.0.0.0/0'; NextHop = '192.0.2.1'; InterfaceAlias = 'Ethernet' }
}

Function Find-NetRoute {
    [CmdletBinding()] param ([string]$RemoteIPAddress)

    [PSCustomObject]@{ NextHop = '0.0.0.0'; InterfaceAlias = 'Ethernet' }
}

try {
    . $Path
}
catch {
    if (-not [Ansible.Basic.AnsibleModule]::Last.ContainsKey('failed')) { throw }
}
[Ansible.Basic.AnsibleModule]::Last | ConvertTo-Json -Depth 8 -Compress
